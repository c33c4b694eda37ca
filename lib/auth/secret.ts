import 'server-only';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The secret that signs session cookies: the configured one, else one made once and kept in the data folder, readable by its owner only. */
export function loadSecret(dataDir: string, configured: string | undefined): string {
  if (configured) return configured;
  const file = fileOf(dataDir);
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8').trim();
}

/** Secrets this instance had before: the one configured as such, and the data folder's own where one is configured now. What they sealed can still be opened. */
export function formerSecrets(dataDir: string, configured: string | undefined, previous: string | undefined): string[] {
  const own = configured && existsSync(fileOf(dataDir)) ? readFileSync(fileOf(dataDir), 'utf8').trim() : undefined;
  return [previous, own].filter((secret): secret is string => Boolean(secret) && secret !== configured);
}

function fileOf(dataDir: string): string {
  return path.join(dataDir, 'session-secret');
}
