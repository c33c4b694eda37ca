import { z } from 'zod';

/** The closed vocabulary of the ledger. Never renamed; new ones may be added. */
export const auditEvents = [
  'ledger-opened',
  'run-planned',
  'run-intent',
  'run-step',
  'run-outcome',
  'run-refused',
  'run-reconciled',
  'run-stop-asked',
  'sign-in',
  'sign-in-failed',
  'sign-out',
  'session-revoked',
  'account-created',
  'account-changed',
  'account-removed',
  'setting-changed',
  'token-created',
  'token-revoked',
  'ledger-exported',
  'ledger-verified',
  'backup-made',
  'backup-restored',
  'action-denied',
  'probe-asked',
] as const;
export const auditEventSchema = z.enum(auditEvents);
export type AuditEvent = z.infer<typeof auditEventSchema>;

/** What is handed to the ledger. `detail` is redacted by the ledger before it is written. */
export interface AuditDraft {
  readonly event: AuditEvent;
  readonly outcome?: string;
  readonly actor: { readonly id?: string | undefined; readonly name: string; readonly role?: string | undefined; readonly address?: string | undefined };
  readonly target?: string;
  readonly remediationId?: string;
  readonly runId?: string;
  readonly planDigest?: string;
  readonly reason?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export const auditEntrySchema = z.object({
  seq: z.number().int(),
  at: z.string(),
  event: auditEventSchema,
  outcome: z.string().optional(),
  actorId: z.string().optional(),
  actorName: z.string(),
  actorRole: z.string().optional(),
  address: z.string().optional(),
  target: z.string().optional(),
  remediationId: z.string().optional(),
  runId: z.string().optional(),
  planDigest: z.string().optional(),
  reason: z.string().optional(),
  detail: z.record(z.string(), z.json()),
  prevHash: z.string(),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** The fields of an entry in the order they are stored and exported. */
export const auditFields = [
  'seq',
  'at',
  'event',
  'outcome',
  'actorId',
  'actorName',
  'actorRole',
  'address',
  'target',
  'remediationId',
  'runId',
  'planDigest',
  'reason',
  'detail',
  'prevHash',
  'hash',
] as const satisfies readonly (keyof AuditEntry)[];
