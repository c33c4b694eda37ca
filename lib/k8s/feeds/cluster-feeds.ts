import 'server-only';
import type { Installation } from '@/lib/domain/installation';
import type { ClusterFeeds } from '@/lib/domain/ports/cluster-feeds';
import type { ApiKind } from '@/lib/domain/resource-ref';
import { createLonghornFeed } from '@/lib/k8s/feeds/longhorn-feed';
import { createServiceFeed } from '@/lib/k8s/feeds/service-feed';
import { createWatchedFeed, type FeedContext, type FeedSource, type RunningFeed } from '@/lib/k8s/feeds/watched-feed';
import type { ApiObject } from '@/lib/k8s/map/api-object';
import { jobFact, runtimeClassFact } from '@/lib/k8s/map/cluster';
import { eventFact, WARNING_EVENTS } from '@/lib/k8s/map/event';
import { functionFact } from '@/lib/k8s/map/function';
import { nodeFact } from '@/lib/k8s/map/node';
import { podFact } from '@/lib/k8s/map/pod';
import { claimFact, storageClassFact, volumeFact } from '@/lib/k8s/map/storage';
import { replicaSetFact, workloadFact } from '@/lib/k8s/map/workload';

export interface ClusterFeedsOptions extends FeedContext {
  readonly installation: Pick<Installation, 'namespace' | 'nuclioNamespace'>;
}

export interface RunningClusterFeeds {
  readonly feeds: ClusterFeeds;
  /** Resolves when every part is live or has failed for the first time. */
  readonly settled: Promise<void>;
  /** Lists and watches begun so far, of all parts. */
  starts(): number;
  stop(): void;
}

/** Starts one watch per kind and namespace, for everybody who looks. Keys of workloads are `Kind/namespace/name`. */
export function startClusterFeeds({ installation, ...context }: ClusterFeedsOptions): RunningClusterFeeds {
  const namespaces = [...new Set([installation.namespace, installation.nuclioNamespace])];
  const feed = <T>(sources: readonly FeedSource<T>[]) => createWatchedFeed(context, sources);
  const inNamespaces = <T>(kind: ApiKind, trim: (object: ApiObject) => T | undefined, prefix = '') =>
    namespaces.map((namespace) => ({ kind, namespace, trim, prefix }));
  const workloads = (['Deployment', 'StatefulSet', 'DaemonSet'] as const).flatMap((kind) =>
    inNamespaces(kind, (object) => workloadFact(kind, object), `${kind}/`),
  );
  const feeds = {
    pods: feed(inNamespaces('Pod', podFact)),
    workloads: feed(workloads),
    replicaSets: feed(inNamespaces('ReplicaSet', replicaSetFact)),
    jobs: feed(inNamespaces('Job', jobFact)),
    nodes: feed([{ kind: 'Node', trim: nodeFact }]),
    services: createServiceFeed(context, namespaces),
    events: feed(inNamespaces('Event', eventFact).map((source) => ({ ...source, fieldSelector: WARNING_EVENTS }))),
    runtimeClasses: feed([{ kind: 'RuntimeClass', trim: runtimeClassFact }]),
    claims: feed(inNamespaces('PersistentVolumeClaim', claimFact)),
    volumes: feed([{ kind: 'PersistentVolume', trim: volumeFact }]),
    storageClasses: feed([{ kind: 'StorageClass', trim: storageClassFact }]),
    functions: feed([{ kind: 'NuclioFunction', namespace: installation.nuclioNamespace, trim: functionFact }]),
    longhorn: createLonghornFeed(context),
  };
  const all: readonly RunningFeed<unknown>[] = Object.values(feeds);
  return {
    feeds,
    settled: Promise.all(all.map((each) => each.settled)).then(() => undefined),
    starts: () => all.reduce((sum, each) => sum + each.starts, 0),
    stop() {
      for (const each of all) each.stop();
    },
  };
}
