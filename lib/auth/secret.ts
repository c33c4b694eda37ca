import 'server-only';
import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The secret that signs session cookies: the configured one, else one made once and kept in the data folder, readable by its owner only. */
export function loadSecret(dataDir: string, configured: string | undefined): string {
  if (configured) return configured;
  const file = fileOf(dataDir);
  if (!existsSync(file)) makeOnce(dataDir, file);
  return readFileSync(file, 'utf8').trim();
}

/** Two processes may start at the same moment: the whole text appears at once, and who is second takes what the first has made. */
function makeOnce(dataDir: string, file: string): void {
  mkdirSync(dataDir, { recursive: true });
  const own = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(own, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  try {
    linkSync(own, file);
  } catch (cause) {
    if (!existsSync(file)) throw cause;
  } finally {
    unlinkSync(own);
  }
}

/** Secrets this instance had before: the one configured as such, and the data folder's own where one is configured now. What they sealed can still be opened. */
export function formerSecrets(dataDir: string, configured: string | undefined, previous: string | undefined): string[] {
  const own = configured && existsSync(fileOf(dataDir)) ? readFileSync(fileOf(dataDir), 'utf8').trim() : undefined;
  return [previous, own].filter((secret): secret is string => Boolean(secret) && secret !== configured);
}

function fileOf(dataDir: string): string {
  return path.join(dataDir, 'session-secret');
}
