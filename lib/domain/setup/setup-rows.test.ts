import { describe, expect, it } from 'vitest';
import type { Endpoints } from '@/lib/domain/endpoint';
import type { SourceRow } from '@/lib/domain/rows/topics';
import type { PlacedRight } from '@/lib/domain/setup/grant-commands';
import type { Held, SetupRow } from '@/lib/domain/setup/setup-row';
import { type SetupInput, setupRows } from '@/lib/domain/setup/setup-rows';
import { say } from '@/lib/domain/text';

const at = '2026-02-12T12:00:00.000Z';
const account = 'system:serviceaccount:loupe:loupe';
const installation = { cluster: 'lab', namespace: 'cvat', release: 'cvat', nuclioNamespace: 'models', nuclioProject: 'cvat' };

function source(id: string, over: Partial<SourceRow> = {}): SourceRow {
  return { id, name: say(`sources.${id}`), source: { kind: 'api-server' }, state: 'live', asOf: at, deadlineSeconds: 10, ...over };
}

const parts = [
  'api-server',
  'pods',
  'nodes',
  'crashLogs',
  'gpuProbes',
  'helmRelease',
  'fillLevels',
  'longhorn',
  'cvatAbout',
  'cvatModels',
  'nuclioDashboard',
  'kvrocks',
];
const endpoints: Endpoints = {
  found: [
    {
      name: 'kvrocks',
      address: { kind: 'service', namespace: 'cvat', service: 'cvat-kvrocks', port: 6666 },
      foundBy: { kind: 'environment', workload: { kind: 'Deployment', name: 'cvat-backend-server' }, variable: 'CVAT_REDIS_ONDISK_HOST' },
    },
    { name: 'cvat', address: { kind: 'configured', url: 'http://cvat.example' }, foundBy: { kind: 'configured', setting: 'LOUPE_CVAT_URL' } },
    { name: 'postgres', address: { kind: 'host', host: 'db.example', port: 5432 }, foundBy: { kind: 'labels', detail: 'a=b' } },
  ],
  missing: [
    { name: 'clickhouse', reason: 'not-used' },
    { name: 'redis', reason: 'in-secret', variable: 'CVAT_REDIS_INMEM_HOST', reference: 'redis-host' },
    { name: 'nuclio', reason: 'not-told' },
  ],
};

function rows(over: Partial<SetupInput> = {}, changed: SourceRow[] = []): Map<string, SetupRow> {
  const sources = parts.map((id) => changed.find((row) => row.id === id) ?? source(id));
  const input: SetupInput = {
    ...{ installation, sources, account, endpoints, isInCluster: false, clusterName: 'lab' },
    ...{ held: () => 'yes', token: { origin: 'entered' } },
    ...over,
  };
  return new Map(setupRows(input).map((row) => [row.id, row]));
}

const lacking =
  (resource: string, inNamespace?: string) =>
  ({ rule, namespace }: PlacedRight): Held =>
    rule.resource === resource && (inNamespace === undefined || namespace === inNamespace) ? 'no' : 'yes';

describe('where everything is granted', () => {
  it('every piece works, with the rights it has, and nothing is to be done', () => {
    const all = rows();
    for (const id of ['api-server', 'objects', 'cluster', 'logs', 'exec', 'helm', 'kubelet', 'longhorn', 'forward'])
      expect(all.get(id), id).toMatchObject({ state: 'works', commands: [] });
    expect(all.get('logs')?.rights).toEqual([
      { name: 'get pods/log · cvat', held: 'yes' },
      { name: 'get pods/log · models', held: 'yes' },
    ]);
    expect(all.get('api-server')?.reached).toEqual(say('setup.reached.as-account', { account }));
  });

  it('names a right once where CVAT and its models share a namespace, and forwards nothing inside the cluster', () => {
    const all = rows({ isInCluster: true, installation: { ...installation, nuclioNamespace: 'cvat' } });
    expect(all.get('logs')?.rights).toEqual([{ name: 'get pods/log · cvat', held: 'yes' }]);
    expect(all.has('forward')).toBe(false);
    expect(all.get('kvrocks')?.reached).toEqual(say('setup.reached.service-dns'));
  });
});

describe('where a right is missing', () => {
  it('is granted to the account that asks inside containers, where that is another one', () => {
    const lacksExec = { held: ({ rule }: { rule: { resource: string } }) => (rule.resource === 'pods/exec' ? 'no' : 'yes') } as const;
    const commands = (actorAccount?: { name: string | undefined }) =>
      rows({ ...lacksExec, ...(actorAccount ? { actorAccount } : {}) })
        .get('exec')
        ?.commands.filter((line) => line.includes('rolebinding'));
    expect(commands()?.join()).toContain('--serviceaccount=loupe:loupe');
    expect(commands({ name: 'system:serviceaccount:loupe:hand' })?.map((line) => line.split(' ').at(-1))).toEqual(
      commands()?.map(() => '--serviceaccount=loupe:hand'),
    );
    expect(commands({ name: undefined })?.join()).toContain('--user=ACCOUNT');
  });

  it('the commands grant exactly it, to this account, where it is missing', () => {
    expect(rows({ held: lacking('pods/log', 'models') }).get('logs')).toMatchObject({
      state: 'partial',
      lacks: say('setup.lacks.rights', { count: 1 }),
      commands: [
        'kubectl create role loupe-see-logs --namespace=models --verb=get --resource=pods/log',
        'kubectl create rolebinding loupe-see-logs --namespace=models --role=loupe-see-logs --serviceaccount=loupe:loupe',
      ],
    });
  });

  it('it is denied when nothing of it is left', () => {
    const all = rows({ held: lacking('nodes/stats') }, [source('fillLevels', { state: 'denied', missingRight: 'get nodes/stats' })]);
    expect(all.get('kubelet')).toMatchObject({ state: 'denied' });
    expect(all.get('kubelet')?.commands[0]).toBe('kubectl create clusterrole loupe-see-kubelet --verb=get --resource=nodes/stats');
  });

  it('Longhorn’s is not missed where there is no Longhorn', () => {
    const none = source('longhorn', { state: 'not-configured' });
    expect(rows({ held: lacking('volumes') }, [none]).get('longhorn')).toMatchObject({ state: 'unused', commands: [] });
  });
});

describe('the parts of CVAT', () => {
  it('say which fact named them and how they are reached', () => {
    const all = rows();
    expect(all.get('kvrocks')).toMatchObject({
      state: 'works',
      address: 'cvat-kvrocks.cvat:6666',
      found: say('setup.found.environment', { variable: 'CVAT_REDIS_ONDISK_HOST', workload: 'cvat-backend-server' }),
      reached: say('setup.reached.port-forward'),
      asOf: at,
    });
    expect(rows({ kvrocksAskedBy: 'exec' }).get('kvrocks')?.reached).toEqual(say('setup.reached.exec'));
    expect(all.get('postgres')).toMatchObject({ state: 'known', address: 'db.example:5432', reached: say('setup.reached.not-asked') });
  });

  it('that are not found say why, and which setting would tell', () => {
    const all = rows();
    expect(all.get('clickhouse')).toMatchObject({ state: 'unused' });
    expect(all.get('redis')).toMatchObject({
      state: 'missing',
      lacks: { key: 'setup.missing.in-secret', params: { reference: 'redis-host', setting: 'none' } },
    });
    expect(all.get('nuclio')?.lacks?.params).toMatchObject({ setting: 'LOUPE_NUCLIO_URL' });
  });

  it('that do not answer say what went wrong', () => {
    const silent = source('cvatAbout', { state: 'unreachable', detail: say('errors.cvat-unreachable') });
    expect(rows({}, [silent]).get('cvat')).toMatchObject({ state: 'unreachable', lacks: say('errors.cvat-unreachable') });
  });
});

describe('CVAT’s token', () => {
  it('is what listing the storages takes', () => {
    const stores: Endpoints = { found: [], missing: [{ name: 'object-store', reason: 'not-read-yet' }] };
    expect(rows({ endpoints: stores, token: { origin: 'none' } }).get('object-store')).toMatchObject({
      state: 'missing',
      lacks: { key: 'setup.missing.needs-token' },
    });
    expect(rows({ endpoints: stores }).get('object-store')).toMatchObject({ state: 'starting' });
  });

  it('stands behind CVAT, and what CVAT answers says how it stands', () => {
    expect([...rows().keys()].filter((id) => id.startsWith('cvat'))).toEqual(['cvat', 'cvat-token']);
    const state = (token: SetupInput['token'], over: Partial<SourceRow> = {}) => rows({ token }, [source('cvatModels', over)]).get('cvat-token')?.state;
    expect(state({ origin: 'none' }, { state: 'not-configured' })).toBe('missing');
    expect(state({ origin: 'unreadable' }, { state: 'not-configured' })).toBe('missing');
    expect(state({ origin: 'environment' })).toBe('works');
    expect(state({ origin: 'entered' }, { state: 'denied' })).toBe('denied');
    expect(state({ origin: 'entered' }, { state: 'unreachable' })).toBe('unreachable');
  });
});

describe('before anything was found', () => {
  it('nothing is claimed', () => {
    const all = rows({ installation: undefined, endpoints: { found: [], missing: [] }, sources: [], held: () => 'unknown', account: undefined });
    for (const row of all.values()) expect(row.state, row.id).not.toBe('works');
    expect([...all.values()].flatMap((row) => row.commands)).toEqual([]);
  });
});
