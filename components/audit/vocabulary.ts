import type { AuditEvent } from '@/lib/domain/audit-entry';
import type { Outcome } from '@/lib/domain/run';

/** Every event of the ledger, in the order of the filter. Listed here, not imported, so that the browser need not load the schemas. */
export const auditEventNames = [
  'run-intent',
  'run-outcome',
  'run-step',
  'run-planned',
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
  'action-denied',
  'probe-asked',
  'ledger-opened',
  'ledger-exported',
  'ledger-verified',
  'backup-made',
  'backup-restored',
] as const satisfies readonly AuditEvent[];

export const outcomeNames = [
  'verified',
  'did-not-hold',
  'failed',
  'refused',
  'denied',
  'interrupted',
  'unknown',
  'undone',
] as const satisfies readonly Outcome[];

/** An outcome of a run, or undefined for other words in that column. */
export function asOutcome(text: string | undefined): Outcome | undefined {
  return outcomeNames.find((name) => name === text);
}
