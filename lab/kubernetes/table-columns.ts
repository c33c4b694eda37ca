import type { LabObject } from '../world/object-store';

interface Column {
  readonly name: string;
  readonly type?: 'string' | 'integer';
  /** Only in `-o wide`. */
  readonly wide?: boolean;
  cell(object: LabObject, now: number): string | number;
}

const text = (value: unknown, absent = '<none>'): string => (value === undefined || value === null || value === '' ? absent : String(value));

const name: Column = { name: 'Name', cell: ({ metadata }) => metadata.name };
const age: Column = { name: 'Age', cell: ({ metadata }, now) => ageOf(metadata.creationTimestamp, now) };
const path = (title: string, read: (object: LabObject) => unknown, absent?: string): Column => ({ name: title, cell: (object) => text(read(object), absent) });
const count = (title: string, read: (object: LabObject) => unknown): Column => ({ name: title, type: 'integer', cell: (object) => Number(read(object) ?? 0) });

export const DEFAULT_COLUMNS: readonly Column[] = [name, age];

/** The columns kubectl users know, for the kinds they look at most. */
export const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  'v1/Pod': [
    name,
    path(
      'Ready',
      ({ spec, status }) => `${(status?.containerStatuses ?? []).filter((s: { ready?: boolean }) => s.ready).length}/${spec?.containers?.length ?? 0}`,
    ),
    path('Status', podStatus),
    count('Restarts', ({ status }) => (status?.containerStatuses ?? []).reduce((sum: number, s: { restartCount?: number }) => sum + (s.restartCount ?? 0), 0)),
    age,
    { ...path('IP', ({ status }) => status?.podIP), wide: true },
    { ...path('Node', ({ spec }) => spec?.nodeName), wide: true },
  ],
  'apps/v1/Deployment': [
    name,
    path('Ready', ({ spec, status }) => `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 1}`),
    count('Up-to-date', ({ status }) => status?.updatedReplicas),
    count('Available', ({ status }) => status?.availableReplicas),
    age,
  ],
  'apps/v1/StatefulSet': [name, path('Ready', ({ spec, status }) => `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 1}`), age],
  'apps/v1/ReplicaSet': [
    name,
    count('Desired', ({ spec }) => spec?.replicas),
    count('Current', ({ status }) => status?.replicas),
    count('Ready', ({ status }) => status?.readyReplicas),
    age,
  ],
  'v1/Service': [
    name,
    path('Type', ({ spec }) => spec?.type ?? 'ClusterIP'),
    path('Cluster-IP', ({ spec }) => spec?.clusterIP),
    path('External-IP', ({ status }) => status?.loadBalancer?.ingress?.map((entry: { ip?: string }) => entry.ip).join(',')),
    path('Port(s)', ({ spec }) => spec?.ports?.map((port: { port: number; protocol?: string }) => `${port.port}/${port.protocol ?? 'TCP'}`).join(',')),
    age,
  ],
  'v1/PersistentVolumeClaim': [
    name,
    path('Status', ({ status }) => status?.phase),
    path('Volume', ({ spec }) => spec?.volumeName, ''),
    path('Capacity', ({ status }) => status?.capacity?.storage, ''),
    path('Access Modes', ({ status }) => accessModes(status?.accessModes), ''),
    path('StorageClass', ({ spec }) => spec?.storageClassName, ''),
    age,
  ],
  'v1/Node': [
    name,
    path('Status', ({ status }) =>
      status?.conditions?.some((c: { type: string; status: string }) => c.type === 'Ready' && c.status === 'True') ? 'Ready' : 'NotReady',
    ),
    age,
    path('Version', ({ status }) => status?.nodeInfo?.kubeletVersion),
  ],
  'v1/Event': [
    { name: 'Last Seen', cell: (event, now) => ageOf(event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime, now) },
    path('Type', ({ type }) => type),
    path('Reason', ({ reason }) => reason),
    path('Object', ({ involvedObject }) => `${String(involvedObject?.kind).toLowerCase()}/${involvedObject?.name}`),
    path('Message', ({ message }) => message),
  ],
  'v1/Namespace': [name, path('Status', ({ status }) => status?.phase ?? 'Active'), age],
  'nuclio.io/v1beta1/NuclioFunction': [name, path('State', ({ status }) => status?.state), age],
};

const SHORT_MODES: Readonly<Record<string, string>> = { ReadWriteOnce: 'RWO', ReadWriteMany: 'RWX', ReadOnlyMany: 'ROX', ReadWriteOncePod: 'RWOP' };

function accessModes(modes: readonly string[] | undefined): string | undefined {
  return modes?.map((mode) => SHORT_MODES[mode] ?? mode).join(',');
}

interface ContainerStatus {
  readonly state?: { readonly waiting?: { readonly reason?: string }; readonly terminated?: { readonly reason?: string } };
}

function podStatus({ metadata, status }: LabObject): string {
  if (metadata.deletionTimestamp) return 'Terminating';
  const states = ((status?.containerStatuses ?? []) as ContainerStatus[]).map(({ state }) => state);
  const waiting = states.find((state) => state?.waiting?.reason)?.waiting?.reason;
  const ended = states.find((state) => state?.terminated?.reason)?.terminated?.reason;
  return waiting ?? ended ?? status?.reason ?? status?.phase ?? 'Unknown';
}

function ageOf(since: string | undefined, now: number): string {
  if (!since) return '<unknown>';
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000));
  if (seconds < 120) return `${seconds}s`;
  if (seconds < 3 * 3600) return `${Math.floor(seconds / 60)}m`;
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)}h`;
  return `${Math.floor(seconds / 86_400)}d`;
}
