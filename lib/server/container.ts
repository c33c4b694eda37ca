import 'server-only';
import type { CvatApi } from '@/lib/cvat/create-cvat-api';
import type { Clock } from '@/lib/domain/clock';
import type { Installation } from '@/lib/domain/installation';
import type { Readers } from '@/lib/domain/ports/readers';
import type { RunEngine } from '@/lib/domain/ports/run-engine';
import { getHost } from '@/lib/server/current-host';
import type { Env } from '@/lib/server/env';
import type { Metrics } from '@/lib/server/metrics/metrics';
import type { OwnAccount } from '@/lib/server/own-account';
import type { RightsBook } from '@/lib/server/rights-book';
import type { Cluster } from '@/lib/server/wiring/cluster';
import type { LiveEndpoints } from '@/lib/server/wiring/endpoints';
import type { Live } from '@/lib/server/wiring/live';
import type { Stores } from '@/lib/server/wiring/stores';
import type { Prober } from '@/lib/snapshot/prober';
import type { SnapshotStore } from '@/lib/snapshot/snapshot-store';

/** Everything the web side may use. It holds no writer: what changes something goes through `engine`. */
export interface Container extends Stores, Pick<Live, 'board' | 'hub' | 'runBook' | 'standing'> {
  readonly version: string;
  readonly env: Pick<Env, 'labUrl' | 'dataDir'>;
  /** Addresses people open; the first is the canonical one. */
  readonly origins: Env['origins'];
  /** Shown as the cluster's name. */
  readonly clusterName: string;
  /** Undefined until one is found or chosen. */
  readonly installation: Installation | undefined;
  readonly endpoints: LiveEndpoints;
  /** The API server's time. */
  readonly clock: Clock;
  readonly engine: RunEngine;
  readonly metrics: Pick<Metrics, 'text' | 'contentType'>;
  readonly snapshot: SnapshotStore;
  readonly prober: Pick<Prober, 'ask'>;
  readonly cluster: Pick<Cluster, 'connection'>;
  readonly mayDo: Readers['mayDo'];
  /** Whom the API server takes Loupe for. */
  readonly account: OwnAccount;
  /** Where another account changes things: its user name, once it is known. */
  readonly actorAccount?: () => string | undefined;
  /** True with a pod's own account: Services then answer by name. */
  readonly isInCluster: boolean;
  /** CVAT asked with a token that is not kept yet, to test it. */
  cvatWith(token: string): Pick<CvatApi, 'about' | 'user'>;
  readonly rights: RightsBook;
  publicModels(): Promise<boolean>;
  /** Resolves when no run is under way. */
  settled(): Promise<void>;
  /** Begins no run any more, lets those under way finish for that long, then stops them before their next step. */
  endRuns(finishMs: number): Promise<void>;
  /** Ends streams, watches and runs in good order; what lives as long as the process stays. */
  stop(): Promise<void>;
}

/** What the process works with now. It is another one after another installation was chosen: ask again for each request, keep none. */
export async function getContainer(): Promise<Container> {
  return (await getHost()).container();
}
