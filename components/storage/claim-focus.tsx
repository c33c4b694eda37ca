'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { lazy, Suspense } from 'react';
import { ActionRow } from '@/components/ui/action-row';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { LinkButton } from '@/components/ui/link-button';
import { Reading } from '@/components/ui/reading';
import { ScrollRegion } from '@/components/ui/scroll-region';
import { useNow } from '@/components/ui/use-now';
import { usePlace } from '@/components/ui/use-place';
import { formatMoment } from '@/lib/domain/format-moment';
import { formatLevel, formatSize } from '@/lib/domain/format-size';
import type { ClaimRow } from '@/lib/domain/rows/topics';
import { claimHistoryQuery } from '@/lib/queries/details';
import { Composition } from './composition';
import { HistoryMarks } from './history-marks';

const FillChart = lazy(async () => ({ default: (await import('@/components/charts/fill-chart')).FillChart }));

/** The claim that needs somebody first: over time with forecast, what it holds, what fills it, and the way to the fix. */
export function ClaimFocus({ claim, live }: { claim: ClaimRow; live: boolean }) {
  const t = useTranslations('storage.focus');
  const sources = useTranslations('storage.source');
  const place = usePlace();
  const { data: history } = useQuery(claimHistoryQuery(claim.namespace, claim.name));
  const minute = useNow((now) => Math.floor(now / 60_000) * 60_000);
  const { usedBytes = 0, capacityBytes = claim.requestedBytes } = claim;
  const level = formatLevel(usedBytes, capacityBytes);
  const moment = claim.fullAt ? formatMoment(Date.parse(claim.fullAt), minute, place) : undefined;
  const full = moment === undefined ? undefined : t('full', { moment });
  const at = (iso: string | undefined) => (iso === undefined ? undefined : Date.parse(iso));
  const known = Object.fromEntries(
    Object.entries({ fullAt: at(claim.fullAt), fullEarliestAt: at(claim.fullEarliestAt), fullLatestAt: at(claim.fullLatestAt) }).filter(
      ([, v]) => v !== undefined,
    ),
  );
  return (
    <Card labelledBy="focus" className="grid gap-x-6 gap-y-4 wide:grid-cols-[minmax(0,1fr)_312px]">
      <div className="min-w-0">
        <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <h2 id="focus">
            {claim.label} <span className="font-normal text-ink2">{level}</span>
          </h2>
          <small>
            {claim.source && sources(`kinds.${claim.source.kind}`)} {claim.observedAt && <Age at={claim.observedAt} />} ·{' '}
            {t('window', { count: history?.samples.length ?? 0 })}
          </small>
        </div>
        <ScrollRegion className="scroll-from-right" label={t('chart')}>
          <Suspense
            fallback={
              <div className="h-[280px]">
                <Reading />
              </div>
            }
          >
            {history ? (
              <FillChart
                history={history}
                forecast={{ now: Math.max(minute, Date.parse(history.samples.at(-1)?.at ?? '') || 0), usedBytes, capacityBytes, ...known }}
                canGrowToBytes={claim.canGrowToBytes}
                words={{
                  now: t('now'),
                  size: formatSize(capacityBytes),
                  full,
                  canGrow: claim.canGrowToBytes === undefined ? undefined : t('canGrow', { size: formatSize(claim.canGrowToBytes) }),
                }}
                label={t('sentence', { name: claim.label, level, full: full ?? t('notFilling') })}
              />
            ) : (
              <div className="h-[280px]">
                <Reading />
              </div>
            )}
          </Suspense>
        </ScrollRegion>
        {history && history.marks.length > 0 && <HistoryMarks marks={history.marks} />}
      </div>
      <div className="grid content-start gap-6">
        {claim.composition && <Composition composition={claim.composition} capacityBytes={capacityBytes} />}
        <div>
          <h3>{t('filling')}</h3>
          <p className="mt-2 text-ink2">
            {claim.bytesPerHour === undefined
              ? t('slopeUnknown')
              : claim.bytesPerHour <= 0
                ? t('slopeFlat')
                : t('slope', { rate: formatSize(claim.bytesPerHour), free: formatSize(Math.max(0, capacityBytes - usedBytes)) })}
          </p>
          {claim.findingId && (
            <div className="mt-4">
              <ActionRow note={live ? undefined : t('silent')}>
                <LinkButton kind="primary" href={`/findings/${claim.findingId}` as Route}>
                  {t('review')}
                </LinkButton>
              </ActionRow>
            </div>
          )}
        </div>
      </div>
    </Card>
  );
}
