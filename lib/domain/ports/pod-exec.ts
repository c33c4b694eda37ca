/**
 * The fixed list of questions that may be asked inside a container. Each is an argv array in lib/k8s/exec-commands.ts: no free text ever
 * reaches a shell. Values are validated there (paths absolute without `..`, ages whole numbers).
 */
export type ExecQuestion =
  | { readonly id: 'kvrocks-info' }
  | { readonly id: 'kvrocks-config'; readonly pattern: 'dir' | 'rocksdb.wal_*' | 'max-db-size' }
  | { readonly id: 'kvrocks-compact' }
  | { readonly id: 'kvrocks-flush' }
  | { readonly id: 'kvrocks-probe-write' }
  | { readonly id: 'kvrocks-list-db'; readonly dbPath: string }
  | { readonly id: 'kvrocks-purge-archive'; readonly dbPath: string; readonly minAgeMinutes: number }
  | { readonly id: 'disk-free'; readonly path: string }
  | { readonly id: 'gpu-devices' }
  | { readonly id: 'nvidia-smi' }
  | { readonly id: 'framework-cuda' };

/** The questions that only read. (One writes a key of Loupe's own that lives a second: whether KVRocks takes writes.) The others are steps of remediations. */
export type ReadingQuestion = Exclude<ExecQuestion, { readonly id: 'kvrocks-compact' | 'kvrocks-flush' | 'kvrocks-purge-archive' }>;

export interface ExecAddress {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/** What came back. `exitCode` undefined = the connection ended without a status: unknown, not success. */
export interface ExecAnswer {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | undefined;
}

export interface PodExec {
  /** At most 30 s and 256 KiB; throws exec-failed, timed-out, cluster-*. A non-zero exit is an answer, not an error. */
  ask(where: ExecAddress, question: ExecQuestion): Promise<ExecAnswer>;
}
