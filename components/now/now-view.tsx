'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { FindingCard } from '@/components/findings/finding-card';
import { foldFindings } from '@/components/findings/fold-findings';
import { useListKeys } from '@/components/findings/use-list-keys';
import { InstallationMap } from '@/components/map/installation-map';
import { CheckedCard } from '@/components/now/checked-card';
import { headlineOf } from '@/components/now/headline';
import { HeadlineText } from '@/components/now/headline-text';
import { LastRunsCard } from '@/components/now/last-runs-card';
import { liveKinds } from '@/components/now/live-kinds';
import { ModelsGlance } from '@/components/now/models-glance';
import { NextCard } from '@/components/now/next-card';
import { NowSub } from '@/components/now/now-sub';
import { SetupNote } from '@/components/now/setup-note';
import { SourcesCard } from '@/components/now/sources-card';
import { StorageGlance } from '@/components/now/storage-glance';
import { useHead } from '@/components/shell/use-head';
import { Columns } from '@/components/ui/columns';
import { PageHead } from '@/components/ui/page-head';
import { topicQuery } from '@/lib/queries/topics';

/** How things are, and what to do about it. */
export function NowView() {
  const t = useTranslations('now');
  const list = useRef<HTMLDivElement>(null);
  useListKeys(list);
  const { head, isLive, asOf } = useHead();
  const findings = useQuery(topicQuery('findings')).data?.rows ?? [];
  const sources = useQuery(topicQuery('sources')).data?.rows ?? [];
  const checks = useQuery(topicQuery('checks')).data?.rows ?? [];
  const runs = useQuery(topicQuery('runs')).data?.rows ?? [];
  const nodes = useQuery(topicQuery('map')).data?.rows;
  const claims = useQuery(topicQuery('claims')).data?.rows;
  const models = useQuery(topicQuery('models')).data?.rows;

  const folded = foldFindings(findings);
  const headline = headlineOf({ head, isLive, asOf, folded, sources });
  const isOld = !isLive && asOf !== undefined;
  const isReading = headline.kind === 'starting';
  // Before the first reading there are no rows: that is not "none".
  const hasBegun = !['starting', 'unreachable', 'no-installation', 'denied'].includes(headline.kind);
  const isCalm = hasBegun && folded.length === 0;
  const someSilent = sources.some((source) => source.state !== 'live' && source.state !== 'not-configured');
  const freshFindings = new Set(findings.filter((finding) => !finding.stale).map((finding) => finding.id));
  return (
    <>
      <PageHead
        title={<HeadlineText headline={headline} />}
        sub={
          <NowSub
            headline={headline}
            head={head}
            toWatch={folded.filter(({ finding }) => finding.severity === 'warning').length}
            notApplicable={checks.filter((check) => check.outcome === 'not-applicable').length}
          />
        }
      />
      <Columns
        main={
          <>
            <SetupNote sources={sources} />
            {(!isLive || (isCalm && someSilent)) && sources.length > 0 && <SourcesCard sources={sources} />}
            <div ref={list} className="grid grid-cols-[minmax(0,1fr)] gap-4 empty:hidden">
              {folded.map((one, index) => (
                <FindingCard key={one.finding.id} folded={one} isLive={isLive} isFirst={index === 0} />
              ))}
            </div>
            {isOld && <p className="text-xs text-ink3">{t('noReload')}</p>}
            {isCalm && isLive && claims && <NextCard claims={claims} />}
            {isCalm && checks.length > 0 && <CheckedCard checks={checks} />}
            {isCalm && <LastRunsCard runs={runs} />}
          </>
        }
        side={
          <>
            <InstallationMap nodes={hasBegun ? nodes : undefined} isOld={isOld} isReading={isReading || hasBegun} freshFindings={freshFindings} />
            <StorageGlance claims={hasBegun ? claims : undefined} live={liveKinds(sources)} isReading={isReading || hasBegun} />
            <ModelsGlance models={hasBegun ? models : undefined} isOld={isOld} isReading={isReading || hasBegun} />
          </>
        }
      />
    </>
  );
}
