import 'server-only';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const manifestSchema = z.object({
  format: z.literal('loupe-backup/1'),
  bytes: z.number().int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  madeAt: z.iso.datetime(),
  /** Of the Loupe that made it. */
  version: z.string(),
  /** The migrations its database has. */
  migrations: z.array(z.string()),
  /** Number and hash of its ledger's last entry; absent where the chain did not hold when the copy was made. */
  ledger: z.object({ entries: z.number().int(), head: z.string() }).optional(),
});
/** What a backup should be: without it, or where the file differs, nothing is restored. */
export type Manifest = z.infer<typeof manifestSchema>;

/** The manifest lies beside its backup. */
export function manifestOf(file: string): string {
  return `${file}.json`;
}

/** Written last and in one piece: a backup without a manifest is one that was not finished. */
export async function writeManifest(file: string, manifest: Manifest): Promise<void> {
  const part = `${manifestOf(file)}.part`;
  await writeFile(part, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(part, manifestOf(file));
  await syncFolder(path.dirname(file));
}

/** The manifest of that backup, or undefined where there is none or it is none. */
export async function readManifest(file: string): Promise<Manifest | undefined> {
  try {
    return manifestSchema.safeParse(JSON.parse(await readFile(manifestOf(file), 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Size and SHA-256 of a file as it lies there. Throws what reading throws. */
export async function fingerprintOf(file: string): Promise<Pick<Manifest, 'bytes' | 'sha256'>> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return { bytes: (await stat(file)).size, sha256: hash.digest('hex') };
}

/** Makes a file's content durable. */
export function syncFile(file: string): Promise<void> {
  return sync(file, 'r+');
}

/** Makes names in a folder durable. */
export function syncFolder(folder: string): Promise<void> {
  return sync(folder, 'r');
}

async function sync(name: string, flags: 'r' | 'r+'): Promise<void> {
  const handle = await open(name, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
