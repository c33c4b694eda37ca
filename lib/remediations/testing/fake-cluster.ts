import { AppError, type ErrorCode } from '@/lib/domain/errors';
import type { Target } from '@/lib/domain/operation';
import { known, type Part, unknown } from '@/lib/domain/part';
import type { LiveObject, Readers } from '@/lib/domain/ports/readers';
import type { ClusterWriter, DryRunWriter, PatchType } from '@/lib/domain/ports/writers';
import { refKey } from '@/lib/domain/resource-ref';
import type { SnapshotData, SnapshotPart } from '@/lib/domain/snapshot';
import { applyPatch } from '@/lib/remediations/testing/apply-patch';
import type { SimulatedClock } from '@/lib/remediations/testing/simulated-clock';

// biome-ignore lint/suspicious/noExplicitAny: API objects of every kind, built by hand in tests.
type Loose = any;

export interface FakeCluster {
  readonly readers: Readers;
  readonly writer: ClusterWriter;
  /** Changing calls as they arrived, dry runs left out. */
  readonly calls: string[];
  /** What somebody else does between a plan and its dry run. */
  beforeDryRun?: (() => void) | undefined;
  put(object: Loose): LiveObject;
  get(kind: string, name: string, namespace?: string): Loose | undefined;
  /** Somebody else's change. */
  edit(kind: string, name: string, change: (draft: Loose) => void): void;
  remove(kind: string, name: string, namespace?: string): void;
  /** Data of a snapshot part, computed at each read; undefined = it cannot be read. */
  part<P extends SnapshotPart>(name: P, data: (() => SnapshotData[P]) | undefined): void;
  /** What reads and writes throw from now on; undefined = all is well. */
  fail: {
    read?: ErrorCode | undefined;
    write?: ErrorCode | undefined;
    dryRun?: ErrorCode | undefined;
    writeAfter?: ErrorCode | undefined;
    rights?: 'yes' | 'no' | 'unknown';
  };
  /** Whether Deployments roll out by themselves, 4 s after their template changed. */
  rollsOut: boolean;
}

/** An API server of a few objects: versions, preconditions, dry runs, and a Deployment controller on the simulated clock. */
export function fakeCluster(clock: SimulatedClock, namespace = 'cvat'): FakeCluster {
  const objects = new Map<string, Loose>();
  const parts = new Map<SnapshotPart, () => unknown>();
  let version = 100;
  const keyOf = (ref: { kind: string; namespace?: string; name: string }) => refKey(ref);

  const store = (object: Loose) => {
    version += 1;
    object.metadata.resourceVersion = String(version);
    objects.set(keyOf({ kind: object.kind, namespace: object.metadata.namespace, name: object.metadata.name }), object);
    return object;
  };

  const changed = (before: Loose, after: Loose) => {
    if (JSON.stringify(before.spec) === JSON.stringify(after.spec)) return;
    after.metadata.generation = (after.metadata.generation ?? 1) + 1;
    if (!cluster.rollsOut || JSON.stringify(before.spec?.template) === JSON.stringify(after.spec?.template)) return;
    clock.at(clock.now() + 4000, () => {
      const current = objects.get(keyOf({ kind: after.kind, namespace: after.metadata.namespace, name: after.metadata.name }));
      if (!current) return;
      const replicas = current.spec.replicas ?? 1;
      store({
        ...current,
        status: { observedGeneration: current.metadata.generation, replicas, updatedReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas },
      });
    });
  };

  const find = (target: Target): Loose => {
    const object = objects.get(keyOf(target as { kind: string; namespace?: string; name: string }));
    if (!object) throw new AppError('not-found');
    if (object.metadata.uid !== target.uid || object.metadata.resourceVersion !== target.resourceVersion) throw new AppError('cluster-conflict');
    return object;
  };

  const patch = async (target: Target, patchType: PatchType, body: unknown) => {
    if (cluster.fail.write) throw new AppError(cluster.fail.write, { params: { reason: 'the fake says no', right: 'patch' } });
    const before = find(target);
    const after = applyPatch(structuredClone(before), patchType, body);
    cluster.calls.push(`patch ${target.kind}/${target.name}`);
    changed(before, after);
    store(after);
    if (cluster.fail.writeAfter) throw new AppError(cluster.fail.writeAfter);
    return { object: after as LiveObject, warnings: [] };
  };

  const cluster: FakeCluster = {
    calls: [],
    fail: {},
    rollsOut: true,
    readers: {
      async collect<P extends SnapshotPart>(names: readonly P[]) {
        const at = new Date(clock.now()).toISOString();
        const source = { kind: 'api-server' as const };
        const read = (name: P): Part<unknown> => {
          const data = parts.get(name);
          if (cluster.fail.read) return unknown(cluster.fail.read, at, source);
          return data ? known(data(), at, source) : unknown('not-configured', at, source);
        };
        return Object.fromEntries(names.map((name) => [name, read(name)])) as { readonly [K in P]: Part<SnapshotData[K]> };
      },
      async object(ref) {
        if (cluster.fail.read) throw new AppError(cluster.fail.read);
        return structuredClone(objects.get(keyOf(ref as { kind: string; namespace?: string; name: string })));
      },
      async functionObject(where, name) {
        if (cluster.fail.read) throw new AppError(cluster.fail.read);
        return structuredClone(objects.get(keyOf({ kind: 'NuclioFunction', namespace: where, name })));
      },
      mayDo: async () => cluster.fail.rights ?? 'yes',
      chartValues: async () => undefined,
    },
    writer: {
      real: true,
      patch,
      async remove(target) {
        if (cluster.fail.write) throw new AppError(cluster.fail.write);
        find(target);
        cluster.calls.push(`delete ${target.kind}/${target.name}`);
        objects.delete(keyOf(target as { kind: string; namespace?: string; name: string }));
        if (cluster.fail.writeAfter) throw new AppError(cluster.fail.writeAfter);
        return { warnings: [] };
      },
    },
    put(object) {
      const metadata = { namespace, uid: `uid-${object.metadata.name}`, generation: 1, ...object.metadata };
      return store({ ...object, metadata });
    },
    get: (kind, name, where = namespace) => objects.get(keyOf({ kind, namespace: where, name })),
    edit(kind, name, change) {
      const current = objects.get(keyOf({ kind, namespace, name }));
      const draft = structuredClone(current);
      change(draft);
      changed(current, draft);
      store(draft);
    },
    remove: (kind, name, where = namespace) => {
      objects.delete(keyOf({ kind, namespace: where, name }));
    },
    part: (name, data) => {
      if (data) parts.set(name, data);
      else parts.delete(name);
    },
  };
  return cluster;
}

/** Its dry runs: nothing is stored. */
export function dryRunOf(cluster: FakeCluster): DryRunWriter {
  const assertWilling = () => {
    if (cluster.fail.dryRun) throw new AppError(cluster.fail.dryRun, { params: { reason: 'the fake says no', right: 'patch' } });
  };
  return {
    async patch(target, patchType, body) {
      assertWilling();
      cluster.beforeDryRun?.();
      const live = cluster.get(target.kind, target.name, target.namespace);
      if (!live) throw new AppError('not-found');
      if (live.metadata.resourceVersion !== target.resourceVersion) throw new AppError('cluster-conflict');
      return { object: applyPatch(structuredClone(live), patchType, body) as LiveObject, warnings: [] };
    },
    async remove() {
      assertWilling();
      return { warnings: [] };
    },
  };
}
