import { z } from 'zod';

/** What a token may be used for. None changes anything: `read` what pages show, `read:ledger` the audit log, `metrics` the Prometheus endpoint. */
export const apiScopes = ['read', 'read:ledger', 'metrics'] as const;
export const apiScopeSchema = z.enum(apiScopes);
export type ApiScope = z.infer<typeof apiScopeSchema>;

/** How long a token may live, in days. */
export const apiTokenDays = [7, 30, 90, 365] as const;

/** What is asked for when a token is made. */
export const newApiTokenSchema = z.object({
  name: z.string().trim().min(1).max(60),
  scopes: z
    .array(apiScopeSchema)
    .min(1)
    .max(apiScopes.length)
    .refine((scopes) => new Set(scopes).size === scopes.length),
  days: z.number().refine((days) => apiTokenDays.some((choice) => choice === days)),
});
export type NewApiToken = z.infer<typeof newApiTokenSchema>;

/** A token as people see it: never its value. */
export interface ApiTokenRow {
  readonly id: string;
  readonly name: string;
  /** User name of the account it belongs to. */
  readonly owner: string;
  readonly scopes: readonly ApiScope[];
  readonly createdAt: string;
  readonly expiresAt: string;
  /** To the minute. */
  readonly lastUsedAt?: string;
  readonly state: 'works' | 'expired' | 'revoked' | 'account-disabled';
}
