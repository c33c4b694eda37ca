import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rig } from '../../rig/start-rig';
import { chart, HOME, helm, noRig, openRig, set } from './stage';

const WAIT = ['--wait', '--timeout', '120s'];

describe.skipIf(noRig)('the chart, installed with Helm', () => {
  let rig: Rig;
  const uidOf = async (kind: string, name: string) =>
    (await rig.kubectl('-n', HOME, 'get', kind, name, '-o', 'jsonpath={.metadata.uid}', '--ignore-not-found')).trim();
  const ours = async (kinds: string) =>
    (await rig.kubectl('get', kinds, '-A', '-l', 'app.kubernetes.io/instance=loupe', '-o', 'name')).split('\n').filter(Boolean);
  const uninstall = () => helm(rig, 'uninstall', 'loupe', '--namespace', HOME, '--wait', '--ignore-not-found');

  beforeAll(async () => {
    rig = await openRig();
    await rig.kubectl('create', 'namespace', HOME).catch(() => undefined);
    await uninstall();
    await rig.kubectl('-n', HOME, 'delete', 'pvc', '--all', '--wait=false');
  });
  afterAll(async () => {
    await uninstall();
    await rig.kubectl('-n', HOME, 'delete', 'pvc', '--all', '--wait=false');
  });

  it('installs, waits until it is ready, and says where it is and how to sign in', async () => {
    const said = await helm(rig, 'install', 'loupe', chart, '--namespace', HOME, ...WAIT);
    expect(said).toContain(`kubectl --namespace ${HOME} port-forward service/loupe 3000:80`);
    expect(said).toContain('grep setUpCode');
    const pod = JSON.parse(await rig.kubectl('-n', HOME, 'get', 'pods', '-l', 'app.kubernetes.io/component=console', '-o', 'json')) as {
      items: { status: { containerStatuses: { name: string; ready: boolean }[] } }[];
    };
    expect(pod.items[0]?.status.containerStatuses.map(({ name, ready }) => `${name} ${ready}`).sort()).toEqual(['actor true', 'web true']);
    expect(await rig.kubectl('-n', HOME, 'get', 'pvc', 'loupe-data', '-o', 'jsonpath={.status.phase}')).toBe('Bound');
    // The cluster has filled in the reader's token: without it the web container would not start.
    expect(await rig.kubectl('-n', HOME, 'get', 'secret', 'loupe-reader-token', '-o', 'jsonpath={.data.token}')).not.toBe('');
  });

  it('upgrades with other values and keeps the volume, the reader’s token and both accounts', async () => {
    const kept = [
      ['pvc', 'loupe-data'],
      ['secret', 'loupe-reader-token'],
      ['serviceaccount', 'loupe-actor'],
      ['serviceaccount', 'loupe-reader'],
    ] as const;
    const uids = () => Promise.all(kept.map(([kind, name]) => uidOf(kind, name)));
    const before = await uids();
    const volume = () => rig.kubectl('-n', HOME, 'get', 'pvc', 'loupe-data', '-o', 'jsonpath={.spec.volumeName}');
    const volumeBefore = await volume();
    await helm(rig, 'upgrade', 'loupe', chart, '--namespace', HOME, ...set({ logLevel: 'debug', 'remediations.drop-image-cache': false }), ...WAIT);
    expect(await uids()).toEqual(before);
    expect(await volume()).toBe(volumeBefore);
    const pod = await rig.kubectl('-n', HOME, 'get', 'deployment', 'loupe', '-o', 'json');
    expect(pod).not.toContain('drop-image-cache');
  });

  it('takes the write rights back when an upgrade switches every remediation off, and gives them again on rollback', async () => {
    const off = set({ 'remediations.align-setting': false });
    const ids = (await helm(rig, 'show', 'values', chart)).match(/^ {2}[a-z-]+(?=: true$)/gm) ?? [];
    expect(ids.length).toBeGreaterThan(5);
    const known = ids.map((id) => id.trim()).filter((id) => id.includes('-'));
    await helm(rig, 'upgrade', 'loupe', chart, '--namespace', HOME, ...known.flatMap((id) => set({ [`remediations.${id}`]: false })), ...off, ...WAIT);
    expect(await ours('roles')).toEqual(expect.arrayContaining(['role.rbac.authorization.k8s.io/loupe-read']));
    expect(await ours('roles,rolebindings')).not.toContain('role.rbac.authorization.k8s.io/loupe-change');
    expect(await uidOf('serviceaccount', 'loupe-actor')).toBe('');
    await helm(rig, 'rollback', 'loupe', '--namespace', HOME, ...WAIT);
    expect(await ours('roles')).toContain('role.rbac.authorization.k8s.io/loupe-change');
  });

  it('is gone after uninstalling, roles in other namespaces too, but for the volume; installing again takes that up', async () => {
    const volume = await uidOf('pvc', 'loupe-data');
    await uninstall();
    expect(await ours('deployments,services,serviceaccounts,secrets,configmaps,networkpolicies,roles,rolebindings,clusterroles,clusterrolebindings')).toEqual(
      [],
    );
    expect(await uidOf('pvc', 'loupe-data')).toBe(volume);
    await helm(rig, 'install', 'loupe', chart, '--namespace', HOME, ...WAIT);
    expect(await uidOf('pvc', 'loupe-data')).toBe(volume);
  });

  it('leaves no volume where that was asked for', async () => {
    await helm(rig, 'upgrade', 'loupe', chart, '--namespace', HOME, ...set({ 'persistence.keep': false }), ...WAIT);
    await uninstall();
    await expect.poll(() => uidOf('pvc', 'loupe-data'), { timeout: 30_000 }).toBe('');
  });
});
