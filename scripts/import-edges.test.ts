import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '..');

const denied: readonly [string, string][] = [
  ['lib/domain', '@/lib/k8s/connect'],
  ['lib/domain', 'node:fs'],
  ['lib/checks/gpu', '@/lib/remediations/remediation'],
  ['lib/checks/gpu', '@/lib/nuclio/client'],
  ['lib/remediations/catalogue', '@/lib/k8s/writer'],
  ['lib/remediations/catalogue', '@/lib/checks/check'],
  ['lib/k8s', '@/lib/cvat/client'],
  ['lib/nuclio', '@/lib/k8s/connect'],
  ['lib/actor', '@/lib/k8s/writer'],
  ['lib/actor', '@/lib/remediations/run-remediation'],
  ['lib/queries', '@/lib/server/container'],
  ['components/now', '@/lib/server/container'],
  ['components/now', '@/lib/k8s/connect'],
  ['app', '@/lib/k8s/connect'],
  ['lab', '@/lib/k8s/connect'],
  ['e2e', '@/lib/domain/text'],
];
const allowed: readonly [string, string][] = [
  ['lib/checks/gpu', '@/lib/domain/finding'],
  ['lib/server', '@/lib/k8s/connect'],
  ['app', '@/lib/server/container'],
  ['components/now', '@/lib/queries/topics'],
];

describe('import edges', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'loupe-edges-'));
  let refused: ReadonlySet<string>;
  const nameOf = (index: number, kind: string) => `sample-${kind}-${index}.ts`;

  beforeAll(() => {
    cpSync(path.join(root, 'biome.json'), path.join(folder, 'biome.json'));
    for (const [kind, samples] of [
      ['denied', denied],
      ['allowed', allowed],
    ] as const) {
      for (const [i, [place, source]] of samples.entries()) {
        mkdirSync(path.join(folder, place), { recursive: true });
        writeFileSync(path.join(folder, place, nameOf(i, kind)), `import { thing } from '${source}';\n\nexport const kept = thing;\n`);
      }
    }
    const lint = ['lint', '--only=style/noRestrictedImports', '--max-diagnostics=none', '--colors=off', '.'];
    const { stdout, stderr } = spawnSync(path.join(root, 'node_modules/.bin/biome'), lint, { cwd: folder, encoding: 'utf8' });
    refused = new Set([...`${stdout}${stderr}`.matchAll(/(sample-\w+-\d+\.ts):\d+:\d+ lint\/style\/noRestrictedImports/g)].map((m) => m[1] ?? ''));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(denied.map((d, i) => [...d, i] as const))('%s may not import %s', (_place, _source, i) => {
    expect(refused).toContain(nameOf(i, 'denied'));
  });
  it.each(allowed.map((d, i) => [...d, i] as const))('%s may import %s', (_place, _source, i) => {
    expect(refused).not.toContain(nameOf(i, 'allowed'));
  });
});
