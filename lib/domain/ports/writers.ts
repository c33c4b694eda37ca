import type { Target } from '@/lib/domain/operation';
import type { LiveObject } from '@/lib/domain/ports/readers';

export type PatchType = 'json' | 'merge' | 'strategic';

/** Dry runs only: the API server answers what the object would be, and changes nothing. */
export interface DryRunWriter {
  patch(target: Target, patchType: PatchType, body: unknown): Promise<{ readonly object: LiveObject; readonly warnings: readonly string[] }>;
  remove(target: Target, propagation: 'Foreground' | 'Background' | 'Orphan'): Promise<{ readonly warnings: readonly string[] }>;
}

/** Changes objects, each under the precondition that uid and resourceVersion still are the planned ones (409 → `cluster-conflict`). */
export interface ClusterWriter extends DryRunWriter {
  readonly real: true;
}

/** Actions of Nuclio's dashboard. A 2xx is not success: read the state after. */
export interface NuclioWriter {
  deleteFunction(input: { namespace: string; name: string; resourceVersion: string; whileProvisioning?: boolean }): Promise<void>;
  createFunction(input: { namespace: string; name: string; metadata: unknown; spec: unknown }): Promise<void>;
  startFunction(input: { namespace: string; name: string }): Promise<void>;
  updateFunction(input: { namespace: string; name: string; resourceVersion: string; metadata: unknown; spec: unknown }): Promise<void>;
}

export interface StoreAddress {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/** Commands to KVRocks. COMPACT answers at once and works on: poll INFO. */
export interface KvrocksWriter {
  /** Deletes archived WAL older than the age; answers how many bytes the archive lost. Needs no write to the database. */
  purgeArchive(store: StoreAddress, minAgeMinutes: number): Promise<{ readonly freedBytes: number }>;
  compact(store: StoreAddress): Promise<'started' | 'already-running'>;
  flush(store: StoreAddress): Promise<void>;
  /** A key of Loupe's own with one second to live. */
  probeWrite(store: StoreAddress): Promise<{ readonly accepted: boolean; readonly error?: string }>;
}

/** Everything a real run may use. Only the executor holds it. */
export interface Writers {
  readonly cluster: ClusterWriter;
  readonly nuclio: NuclioWriter;
  readonly kvrocks: KvrocksWriter;
}
