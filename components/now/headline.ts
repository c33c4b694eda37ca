import type { FoldedFinding } from '@/components/findings/fold-findings';
import type { HeadRow, SourceRow } from '@/lib/domain/rows/topics';
import type { Text } from '@/lib/domain/text';

/** What Now's h1 has to say. Exactly one holds at a time; the first that fits wins. */
export type Headline =
  | { readonly kind: 'starting' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'no-installation' }
  | { readonly kind: 'denied'; readonly right: string | undefined }
  | { readonly kind: 'silent'; readonly asOf: string; readonly cvatAnswers: boolean }
  | { readonly kind: 'critical'; readonly titles: readonly Text[]; readonly more: number }
  | { readonly kind: 'warning'; readonly titles: readonly Text[]; readonly more: number }
  | { readonly kind: 'partly-unknown'; readonly unknown: number }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'well' };

interface Seen {
  readonly head: HeadRow | undefined;
  readonly isLive: boolean;
  readonly asOf: string | undefined;
  readonly folded: readonly FoldedFinding[];
  readonly sources: readonly SourceRow[];
}

/** How things are, never more than was read: silence and unknowns come before any good word. */
export function headlineOf({ head, isLive, asOf, folded, sources }: Seen): Headline {
  if (!head) return { kind: 'starting' };
  const cluster = sources.filter((source) => source.source.kind === 'api-server');
  if (!isLive && asOf === undefined) {
    const denied = cluster.find((source) => source.state === 'denied');
    if (denied) return { kind: 'denied', right: denied.missingRight };
    if (cluster.some((source) => source.state === 'unreachable')) return { kind: 'unreachable' };
    return { kind: head.release === undefined ? 'no-installation' : 'starting' };
  }
  if (!isLive && asOf !== undefined) {
    return { kind: 'silent', asOf, cvatAnswers: sources.some((source) => source.source.kind === 'cvat' && source.state === 'live') };
  }
  const critical = titlesOf(folded, 'critical');
  if (critical.length > 0) return { kind: 'critical', titles: critical.slice(0, 2), more: Math.max(0, critical.length - 2) };
  const warning = titlesOf(folded, 'warning');
  if (warning.length > 0) return { kind: 'warning', titles: warning.slice(0, 2), more: Math.max(0, warning.length - 2) };
  if (head.checksTotal === 0 || head.lastPassAt === undefined) return { kind: 'waiting' };
  if (head.checksUnknown > 0) return { kind: 'partly-unknown', unknown: head.checksUnknown };
  return { kind: 'well' };
}

/** A cause speaks for its effects, also when it is milder than they are. */
function titlesOf(folded: readonly FoldedFinding[], severity: 'critical' | 'warning'): Text[] {
  return folded
    .filter(({ finding, effects }) => finding.severity === severity || effects.some((e) => e.severity === severity))
    .map(({ finding }) => finding.title);
}
