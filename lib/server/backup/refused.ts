import 'server-only';

/** Why a backup is not made or not restored. Nothing was changed. */
export type RefusalReason =
  | 'no-database'
  | 'exists'
  | 'no-file'
  | 'no-manifest'
  | 'torn'
  | 'not-a-backup'
  | 'damaged'
  | 'newer-schema'
  | 'other-schema'
  | 'broken-ledger'
  | 'running';

export class BackupRefused extends Error {
  constructor(
    readonly reason: RefusalReason,
    sentence: string,
  ) {
    super(sentence);
    this.name = 'BackupRefused';
  }
}
