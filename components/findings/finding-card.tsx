'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { FindingActions } from '@/components/findings/finding-actions';
import { FindingEffects } from '@/components/findings/finding-effects';
import type { FoldedFinding } from '@/components/findings/fold-findings';
import { SeverityIcon } from '@/components/findings/severity-icon';
import { AsOf } from '@/components/ui/as-of';
import { classNames } from '@/components/ui/class-names';
import { EvidenceList } from '@/components/ui/evidence-list';
import { Message } from '@/components/ui/message';
import { Since } from '@/components/ui/since';
import { useLive } from '@/lib/queries/live';

const SHOWN_EVIDENCE = 3;

interface FindingCardProps {
  folded: FoldedFinding;
  isLive: boolean;
  /** Holds the page's one near-black button. */
  isFirst: boolean;
}

/** One finding on Now: what is wrong, how it was seen, and the safest next step. Its effects are folded under it. */
export function FindingCard({ folded: { finding, effects }, isLive, isFirst }: FindingCardProps) {
  const t = useTranslations('now');
  const isLost = useLive().connection === 'lost';
  const isOld = finding.stale || isLost;
  const shown = [...finding.evidence.filter((e) => e.bad), ...finding.evidence.filter((e) => !e.bad)].slice(0, SHOWN_EVIDENCE);
  const kept = finding.evidence.filter((e) => shown.includes(e));
  return (
    <article
      data-finding={finding.id}
      tabIndex={-1}
      aria-labelledby={`finding-${finding.id}`}
      className="hairline grid scroll-mt-4 grid-cols-[20px_minmax(0,1fr)] gap-x-3 rounded-lg bg-panel p-4 focus-visible:rounded-lg desk:grid-cols-[20px_minmax(0,1fr)_auto]"
    >
      <SeverityIcon severity={finding.severity} className="mt-1" />
      <h2 id={`finding-${finding.id}`} className={classNames('wrap-anywhere', isOld && 'font-medium text-ink2')}>
        <Link href={`/findings/${finding.id}` as Route} className="hover:underline hover:decoration-edge hover:underline-offset-4">
          <Message text={finding.title} />
        </Link>
      </h2>
      <div className="text-xs text-ink3 max-desk:col-start-2 desk:leading-6">{isOld ? <AsOf at={finding.lastSeenAt} /> : <Since at={finding.since} />}</div>
      <div className="col-span-full grid grid-cols-[minmax(0,1fr)] gap-3 desk:col-start-2">
        <p className="mt-1 max-w-[640px] text-ink2 wrap-anywhere">
          <Message text={finding.summary} />
        </p>
        {kept.length > 0 && <EvidenceList evidence={kept} brief />}
        {effects.length > 0 && <FindingEffects effects={effects} label={t('effects', { n: effects.length })} />}
        <FindingActions finding={finding} isLive={isLive} isFirst={isFirst} />
      </div>
    </article>
  );
}
