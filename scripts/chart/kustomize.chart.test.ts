import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Rig } from '../../rig/start-rig';
import { kustomizeBase } from '../kustomize/kustomize-base';
import { HOME, noRig, openRig } from './stage';

const root = path.join(import.meta.dirname, '../..');
const folder = path.join(root, 'deploy/kustomize');

describe.skipIf(noRig)('the kustomize base', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await openRig();
    await rig.kubectl('create', 'namespace', HOME).catch(() => undefined);
  });

  it('is what the chart gives: npm run kustomize changes nothing', async () => {
    const rendered = await kustomizeBase(root, path.join(rig.dir, 'bin/helm'));
    expect(readdirSync(folder).sort()).toEqual(rendered.map(([file]) => path.basename(file)).sort());
    for (const [file, content] of rendered) expect(readFileSync(path.join(root, file), 'utf8'), file).toBe(content);
  });

  it('is taken by the API server whole, and does not mention Helm', async () => {
    expect(await rig.kubectl('kustomize', folder)).not.toMatch(/helm/i);
    expect(await rig.kubectl('apply', '--dry-run=server', '-k', folder)).toContain('deployment.apps/loupe');
  });
});
