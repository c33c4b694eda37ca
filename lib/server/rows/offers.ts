import 'server-only';
import type { Finding } from '@/lib/domain/finding';
import type { Offer } from '@/lib/domain/rows/topics';
import { say, type Text } from '@/lib/domain/text';
import type { Remediation } from '@/lib/remediations/remediation';
import type { Held, PlacedRule } from '@/lib/server/rights-book';

// biome-ignore lint/suspicious/noExplicitAny: remediations of different inputs in one list; each parses its own.
export type AnyRemediation = Remediation<any>;

/** What decides whether an offer can be used now. */
export interface OfferContext {
  readonly remediations: readonly AnyRemediation[];
  readonly isInstalled: (remediationId: string) => boolean;
  readonly isEnabled: (remediationId: string) => boolean;
  /** Whether each right is held, as far as it was asked. */
  readonly held: (rule: PlacedRule) => Held;
}

const rank = { low: 0, disruptive: 1, destructive: 2 } as const;

/** The remediations that answer a finding, safest first. The first that can be used now is the primary one; if none can, the first of all. */
export function offersOf(finding: Finding, ctx: OfferContext, state: { readonly isStale: boolean; readonly isRunning: boolean }): Offer[] {
  const fitting = ctx.remediations.filter((r) => r.resolves.includes(finding.checkId) && (r.fits?.(finding) ?? true));
  const offers = [...fitting].sort((a, b) => rank[a.risk] - rank[b.risk]).map((r) => toOffer(r, blockedBy(r, ctx, state)));
  const primary = offers.find((offer) => !offer.blocked) ?? offers[0];
  return offers.map((offer) => ({ ...offer, primary: offer === primary }));
}

function toOffer(r: AnyRemediation, blocked: Text | undefined): Offer {
  return {
    remediationId: r.id,
    name: say(`remediations.${r.id}.name`),
    effect: say(`remediations.${r.id}.effect`),
    risk: r.risk,
    undoable: r.undo !== undefined,
    primary: false,
    ...(blocked ? { blocked } : {}),
    ...(r.fields && r.fields.length > 0
      ? {
          fields: r.fields.map(({ name, kind, choices, optional }) => ({
            name,
            kind,
            ...(choices ? { choices: [...choices] } : {}),
            ...(optional === undefined ? {} : { optional }),
          })),
        }
      : {}),
    needs: r.rbac.map((rule) => ({ ...rule, verbs: [...rule.verbs] })),
  };
}

function blockedBy(r: AnyRemediation, ctx: OfferContext, { isStale, isRunning }: { isStale: boolean; isRunning: boolean }): Text | undefined {
  if (isRunning) return say('rows.blocked.running');
  if (isStale) return say('rows.blocked.stale');
  if (!ctx.isInstalled(r.id)) return say('rows.blocked.notInstalled');
  if (!ctx.isEnabled(r.id)) return say('rows.blocked.off');
  const missing = r.rbac.find((rule) => ctx.held({ ...rule, places: r.acts }) === 'no');
  return missing ? say('rows.blocked.right', { right: `${missing.verbs.join(', ')} ${missing.resource}` }) : undefined;
}
