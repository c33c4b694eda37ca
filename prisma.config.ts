import path from 'node:path';
import { defineConfig } from 'prisma/config';

// The Prisma CLI downloads a native schema engine at first use. prisma/schema-engine.mjs speaks the same protocol on top of the
// WebAssembly engine from the npm registry, so every CLI command works offline. Windows cannot start a script by its shebang:
// there the CLI falls back to its own download.
if (process.platform !== 'win32') process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(import.meta.dirname, 'prisma/schema-engine.mjs');

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'file:./data/loupe.db' },
});
