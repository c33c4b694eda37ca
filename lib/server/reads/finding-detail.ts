import 'server-only';
import { linkCauses } from '@/lib/domain/causes';
import { toIso } from '@/lib/domain/clock';
import { AppError } from '@/lib/domain/errors';
import type { Finding } from '@/lib/domain/finding';
import type { Around, FindingDetail } from '@/lib/domain/rows/details';
import type { Container } from '@/lib/server/container';
import { changeRow } from '@/lib/server/rows/change-rows';
import { findingRow } from '@/lib/server/rows/finding-rows';
import type { OfferContext } from '@/lib/server/rows/offers';

/** How long before a finding began something may have caused it. */
const BEFORE_MS = 60 * 60_000;
const AFTER_MS = 30 * 60_000;

/** A finding, open or resolved, with earlier ones of the same kind. Throws not-found. */
export async function readFinding(container: Container, id: string): Promise<FindingDetail> {
  const finding = await findOrThrow(container, id);
  const recent = await container.findings.listRecent(finding.fingerprint, 10);
  const open = container.board.get('findings', id);
  return {
    finding: open ?? findingRow(finding, linkCauses([]), { findings: [], runs: [], offers: noOffers, silentChecks: new Set() }, undefined),
    earlier: recent
      .filter((other) => other.id !== id && other.confirmedAt)
      .map((other) => ({ id: other.id, since: other.since ?? other.firstSeenAt, ...(other.resolvedAt ? { resolvedAt: other.resolvedAt } : {}) })),
  };
}

/** Changes from an hour before it began until half an hour after it ended, or now. Throws not-found. */
export async function readAround(container: Container, id: string): Promise<Around> {
  const finding = await findOrThrow(container, id);
  const from = toIso(Date.parse(finding.since ?? finding.firstSeenAt) - BEFORE_MS);
  const to = toIso(finding.resolvedAt ? Date.parse(finding.resolvedAt) + AFTER_MS : container.clock.now());
  const changes = await container.changes.list({ from, to, limit: 200 });
  return { from, to, changes: changes.map(changeRow) };
}

const noOffers: OfferContext = { remediations: [], isInstalled: () => false, isEnabled: () => false, held: () => 'unknown' };

async function findOrThrow(container: Container, id: string): Promise<Finding> {
  const finding = await container.findings.get(id);
  if (!finding) throw new AppError('not-found', { detail: 'finding' });
  return finding;
}
