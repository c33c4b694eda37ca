import 'server-only';
import type { Finding as FindingRow } from '@/generated/prisma/client';
import type { Database } from '@/lib/db/client';
import { plainJson } from '@/lib/db/plain-json';
import type { InstallationName } from '@/lib/domain/discovery/choose-installation';
import { type Finding, findingDraftSchema } from '@/lib/domain/finding';
import { advance, type Transitions } from '@/lib/domain/finding-lifecycle';
import type { FindingStore } from '@/lib/domain/ports/stores';

/** How often an unchanged finding's `lastSeenAt` is written down; in memory it is always exact. */
const REFRESH_MS = 60_000;

interface Held {
  readonly finding: Finding;
  readonly writtenAt: number;
  readonly writtenDraft: string;
}

/**
 * Findings in SQLite, open ones mirrored in memory: a pass that finds what was there before writes nothing. Passes of one check must not overlap;
 * passes of different checks may. Empty until it is turned to an installation.
 */
export function openFindingStore(db: Database): FindingStore {
  const open = new Map<string, Held>();
  let installation: string | null = null;
  const openOf = (checkId: string) => [...open.values()].map((held) => held.finding).filter((finding) => finding.checkId === checkId);

  const write = async (pass: Transitions, now: number) => {
    const stale = pass.seen.filter((finding) => needsWrite(open.get(finding.id), finding, now));
    const gone = [...pass.resolved, ...pass.dropped];
    if (pass.opened.length + stale.length + gone.length === 0) return [];
    return db.$transaction(async (tx) => {
      const made: Finding[] = [];
      for (const finding of pass.opened) {
        const { id } = await tx.finding.create({ data: { ...columnsOf(finding), installation }, select: { id: true } });
        made.push({ ...finding, id });
      }
      for (const finding of stale) await tx.finding.update({ where: { id: finding.id }, data: columnsOf(finding) });
      for (const finding of pass.resolved) await tx.finding.update({ where: { id: finding.id }, data: columnsOf(finding) });
      if (pass.dropped.length > 0) await tx.finding.deleteMany({ where: { id: { in: pass.dropped.map((finding) => finding.id) } } });
      return made;
    });
  };

  return {
    turnTo: async (to) => {
      open.clear();
      installation = keyOf(to);
      if (installation === null) return;
      await db.finding.updateMany({ where: { installation: null }, data: { installation } });
      for (const row of await db.finding.findMany({ where: { installation, resolvedAt: null } })) {
        const finding = toFinding(row);
        if (finding) open.set(finding.id, { finding, writtenAt: row.lastSeenAt.getTime(), writtenDraft: essence(finding) });
      }
    },
    listOpen: async () => [...open.values()].map((held) => held.finding),
    get: async (id) => {
      const held = open.get(id);
      if (held) return held.finding;
      const row = await db.finding.findUnique({ where: { id, installation } });
      return row ? toFinding(row) : undefined;
    },
    listRecent: async (fingerprint, limit) =>
      present(await db.finding.findMany({ where: { fingerprint, installation }, orderBy: { firstSeenAt: 'desc' }, take: limit })),
    listSince: async (from, limit) =>
      present(
        await db.finding.findMany({
          where: { installation, confirmedAt: { not: null }, OR: [{ resolvedAt: null }, { resolvedAt: { gte: from } }] },
          orderBy: { firstSeenAt: 'desc' },
          take: limit,
        }),
      ),
    record: async (checkId, drafts, toleratedMisses, now) => {
      const pass = advance(openOf(checkId), drafts, toleratedMisses, now);
      const made = await write(pass, now);
      for (const finding of [...pass.resolved, ...pass.dropped]) open.delete(finding.id);
      for (const finding of pass.seen) {
        const before = open.get(finding.id);
        open.set(finding.id, needsWrite(before, finding, now) || !before ? fresh(finding, now) : { ...before, finding });
      }
      for (const finding of made) open.set(finding.id, fresh(finding, now));
      return { confirmed: [...made.filter((finding) => finding.confirmedAt), ...pass.confirmed], resolved: pass.resolved };
    },
  };
}

/** Findings of an installation as the process that keeps them wrote them last: for one that only looks them up. */
export function createFindingReader(db: Pick<Database, 'finding'>, opened: () => Promise<InstallationName | undefined>): Pick<FindingStore, 'get'> {
  return {
    get: async (id) => {
      const row = await db.finding.findUnique({ where: { id, installation: keyOf(await opened()) } });
      return row ? toFinding(row) : undefined;
    },
  };
}

function keyOf(installation: InstallationName | undefined): string | null {
  return installation ? `${installation.namespace}/${installation.release}` : null;
}

function fresh(finding: Finding, now: number): Held {
  return { finding, writtenAt: now, writtenDraft: essence(finding) };
}

function needsWrite(before: Held | undefined, after: Finding, now: number): boolean {
  return !before || now - before.writtenAt >= REFRESH_MS || before.writtenDraft !== essence(after);
}

/** What makes a finding worth writing again: everything but the moments at which the same was seen. */
function essence(finding: Finding): string {
  const { severity, title, summary, chain, falseIf, causedBy, since, hints, confirmedAt, resolvedAt } = finding;
  const evidence = finding.evidence.map((e) => [e.label, e.observed, e.expected, e.bad]);
  return JSON.stringify([severity, title, summary, chain, falseIf, causedBy, since, hints, confirmedAt, resolvedAt, evidence]);
}

function columnsOf(finding: Omit<Finding, 'id'>) {
  const { fingerprint, firstSeenAt, confirmedAt, lastSeenAt, resolvedAt, ...draft } = finding;
  return {
    fingerprint,
    checkId: draft.checkId,
    severity: draft.severity,
    subject: plainJson(draft.subject),
    draft: plainJson({ ...draft, id: undefined }),
    firstSeenAt,
    confirmedAt: confirmedAt ?? null,
    lastSeenAt,
    resolvedAt: resolvedAt ?? null,
  };
}

/** Undefined for a row somebody edited by hand into something else. */
function toFinding(row: FindingRow): Finding | undefined {
  const draft = findingDraftSchema.safeParse(row.draft);
  if (!draft.success) return undefined;
  return {
    ...(draft.data as Finding),
    id: row.id,
    fingerprint: row.fingerprint,
    firstSeenAt: row.firstSeenAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    ...(row.confirmedAt ? { confirmedAt: row.confirmedAt.toISOString() } : {}),
    ...(row.resolvedAt ? { resolvedAt: row.resolvedAt.toISOString() } : {}),
  };
}

function present(rows: readonly FindingRow[]): Finding[] {
  return rows.flatMap((row) => toFinding(row) ?? []);
}
