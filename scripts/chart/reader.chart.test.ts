import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRights } from '@/lib/domain/rights/read-rights';
import { changesObjects, type RightPlace } from '@/lib/domain/rights/right';
import type { SourceRow } from '@/lib/domain/rows/topics';
import { remediations } from '@/lib/remediations/registry.generated';
import { readEnv } from '@/lib/server/env';
import { type Host, openHost } from '@/lib/server/host';
import type { Rig } from '../../rig/start-rig';
import { chart, HOME, helm, noRig, openRig, set } from './stage';
import { askedBy, neverUsed } from './used-rights';

const USER = `system:serviceaccount:${HOME}:loupe-reader`;
const namespaceOf: Readonly<Record<RightPlace, string | undefined>> = {
  release: 'cvat',
  models: 'cvat',
  longhorn: 'longhorn-system',
  default: 'default',
  cluster: undefined,
};
/** Parts that CVAT and Nuclio fill themselves, for the seeded installation has no programs behind its services; and node disks: simulated kubelets measure nothing. */
const notHere = ['cvatAbout', 'cvatHealth', 'cvatModels', 'inferenceRequests', 'cloudStorages', 'nuclioDashboard', 'nodeDisks'];

/** Granted, and no request of this run shows it: each with its reason. */
const reasons: Readonly<Record<string, string>> = {
  'create pods/exec in cvat': 'a WebSocket is a GET; since 1.35 the API server asks for create besides, which its log does not tell',
  'create pods/portforward in cvat': 'the same',
  'get nodes/stats in the cluster': 'asked of the kubelets, which ask the API server in their own name',
};

describe.skipIf(noRig)('Loupe with the token of the chart’s own reader', () => {
  let rig: Rig;
  let host: Host;
  let before = 0;
  const dataDir = mkdtempSync(path.join(tmpdir(), 'loupe-reader-'));
  const sources = async (): Promise<readonly SourceRow[]> => (await host.container()).board.rows('sources');

  beforeAll(async () => {
    rig = await openRig();
    await rig.kubectl('create', 'namespace', HOME).catch(() => undefined);
    await helm(rig, 'uninstall', 'loupe', '--namespace', HOME, '--wait', '--ignore-not-found');
    // It runs beside the cluster here: services are reached by port-forward. Without a remediation there is no other account, and this one asks in containers too.
    const off = Object.fromEntries(remediations.map(({ id }) => [`remediations.${id}`, false]));
    await helm(rig, 'install', 'loupe', chart, '--namespace', HOME, ...set({ 'rights.portForward': true, ...off }));
    before = await rig.auditLog.position();
    host = await openHost(
      readEnv({
        KUBECONFIG: await rig.accountKubeconfig(HOME, 'loupe-reader'),
        LOUPE_NAMESPACE: 'cvat',
        LOUPE_NUCLIO_NAMESPACE: 'cvat',
        LOUPE_DATA_DIR: dataDir,
        LOUPE_LOG_LEVEL: 'silent',
      }),
    );
  });
  afterAll(async () => {
    await host.stop(0);
    rmSync(dataDir, { recursive: true, force: true });
    await helm(rig, 'uninstall', 'loupe', '--namespace', HOME, '--wait');
  });

  it('sees every part of the cluster, and lacks no right', async () => {
    await expect
      .poll(async () => (await sources()).filter((row) => !notHere.includes(row.id) && row.state !== 'live').map(({ id, state }) => `${id} ${state}`), {
        timeout: 240_000,
        interval: 500,
      })
      .toEqual([]);
    expect((await sources()).filter((row) => row.missingRight || row.state === 'denied')).toEqual([]);
  }, 300_000);

  it('judges every check but those that wait for CVAT and Nuclio', async () => {
    const container = await host.container();
    await expect
      .poll(
        () =>
          container.board
            .rows('checks')
            .filter((row) => row.outcome === 'waiting' || row.reason?.key.endsWith('.right'))
            .map(({ id }) => id),
        { timeout: 60_000 },
      )
      .toEqual([]);
  });

  it('knows that it may read everything and change nothing', async () => {
    const { rights } = await host.container();
    await rights.refresh();
    expect(readRights.filter((right) => rights.held(right) !== 'yes').map(({ resource, verbs }) => `${verbs} ${resource}`)).toEqual([]);
    const changing = remediations.flatMap((r) => r.rbac.filter(changesObjects).map((rule) => ({ ...rule, places: r.acts })));
    expect(changing.filter((rule) => rights.held(rule) !== 'no')).toEqual([]);
  });

  it('was refused nothing, changed nothing, and used every right it was given', async () => {
    await host.stop(0);
    const asked = askedBy(await rig.auditLog.since(before), USER);
    expect(asked.filter(({ refused }) => refused).map(({ right }) => right)).toEqual([]);
    expect(
      asked
        .filter(({ request }) => changesObjects({ resource: `${request.resource}${request.subresource && '/'}${request.subresource}`, verbs: [request.verb] }))
        .map(({ right }) => right),
    ).toEqual([]);
    const granted = readRights.flatMap((right) => right.places.map((place) => ({ ...right, namespace: namespaceOf[place] })));
    expect(neverUsed(granted, asked).filter((right) => !(right in reasons))).toEqual([]);
  });
});
