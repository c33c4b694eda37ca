import { existsSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';

/** Programs beside the server that an image without TypeScript has to carry: each scripts/<name>.ts becomes one file <name>.mjs. */
export const programs = ['actor', 'audit-verify', 'backup', 'restore', 'doctor'] as const;

/** Packages with native code or threads stay packages: the server's own copies beside the programs are used. */
const packages = ['libsql', '@libsql/client', 'pino'];

/** Puts the programs that there are into the folder, with everything they import. Server-only modules are allowed: these are servers. */
export async function bundlePrograms(root: string, outDir: string): Promise<readonly string[]> {
  const found = programs.filter((name) => existsSync(path.join(root, `scripts/${name}.ts`)));
  await build({
    ...{ root, configFile: false, logLevel: 'warn', publicDir: false },
    resolve: { alias: { '@': root } },
    ssr: { target: 'node', noExternal: true, external: packages, resolve: { conditions: ['react-server', 'node', 'import', 'default'] } },
    build: {
      ...{ ssr: true, outDir, emptyOutDir: false, target: 'node20', minify: false },
      rollupOptions: {
        input: Object.fromEntries(found.map((name) => [name, path.join(root, `scripts/${name}.ts`)])),
        output: { entryFileNames: '[name].mjs', chunkFileNames: 'programs/[name]-[hash].mjs' },
      },
    },
  });
  return found;
}
