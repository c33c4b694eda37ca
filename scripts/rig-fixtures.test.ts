import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

const rig = path.join(import.meta.dirname, '../rig');
const files = readdirSync(rig, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name !== 'go.sum')
  .map((entry) => path.relative(rig, path.join(entry.parentPath, entry.name)));

interface Manifest {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string };
  readonly type?: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
}
const manifests = files
  .filter((file) => file.endsWith('.yaml') && !file.startsWith('config/kwok'))
  .flatMap((file) => parseAllDocuments(readFileSync(path.join(rig, file), 'utf8')).map((document) => document.toJS() as Manifest | null))
  .filter((manifest) => manifest !== null);
const secrets = manifests.filter(({ kind }) => kind === 'Secret');
/** Passwords that stand in CVAT's chart for everybody to read. */
const defaults = ['cvat_kvrocks', 'user'];
const base64 = (text: string) => Buffer.from(text, 'base64');

/** What Helm keeps of a release, in words: base64 around gzip, in a Secret's base64 once more. */
const releases = secrets
  .filter(({ type }) => type === 'helm.sh/release.v1')
  .map(({ metadata, data = {}, stringData = {} }) => {
    const kept = stringData.release ?? base64(data.release ?? '').toString();
    return [`release ${metadata?.name}`, gunzipSync(base64(kept)).toString()] as const;
  });
const texts = [...files.map((file) => [file, readFileSync(path.join(rig, file), 'utf8')] as const), ...releases];

describe('what lies in rig/', () => {
  it.each(texts)('%s names no place of the machine it was made on', (_name, text) => {
    expect(text.match(/(?:^|[\s"'=:(])(?:\/root|\/home\/(?!django\b)\w+|\/Users\/\w+|\/work|\/mnt\/\w+)\b[^\s"']*/gm)).toBeNull();
  });

  it.each(texts)('%s holds no key and no token of anything real', (_name, text) => {
    expect(
      text.match(/-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{20,}|\bglpat-\w{10,}|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}|\bxox[abp]-\w{10,}/),
    ).toBeNull();
  });

  it('calls every password and token made up, also inside Helm’s records', () => {
    let checked = 0;
    for (const { metadata, type, data = {}, stringData = {} } of secrets) {
      if (type === 'helm.sh/release.v1') continue;
      const values = { ...Object.fromEntries(Object.entries(data).map(([key, value]) => [key, base64(value).toString()])), ...stringData };
      for (const [key, value] of Object.entries(values)) {
        if (!/pass|token|secret|key|auth|dockerconfig/i.test(key) || value === '') continue;
        checked += 1;
        expect(value, `Secret ${metadata?.name}, ${key}`).toContain('made-up');
      }
    }
    expect(checked).toBeGreaterThan(5);
    for (const [name, text] of releases) {
      const given = [...text.matchAll(/"[^"]*(?:password|secretkey|token)"\s*:\s*"([^"]+)"/gi)].map((match) => match[1] ?? '');
      expect(
        given.filter((value) => !value.startsWith('made-up') && !defaults.includes(value)),
        name,
      ).toEqual([]);
    }
  });

  it('is made of plain files, which every export keeps', () => {
    expect(readdirSync(rig, { recursive: true, withFileTypes: true }).filter((entry) => entry.isSymbolicLink())).toEqual([]);
  });
});
