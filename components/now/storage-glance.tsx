'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { byFill, percentOf } from '@/components/now/claim-level';
import { Age } from '@/components/ui/age';
import { Bar } from '@/components/ui/bar';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { NotThere } from '@/components/ui/not-there';
import { formatLevel } from '@/lib/domain/format-size';
import type { Source } from '@/lib/domain/part';
import type { ClaimRow } from '@/lib/domain/rows/topics';

const SHOWN = 6;

interface StorageGlanceProps {
  claims: readonly ClaimRow[] | undefined;
  live: ReadonlySet<Source['kind']>;
  /** Nothing was read yet, but is being read. */
  isReading: boolean;
}

/** The fullest claims. One age for all while every source answers, else one per value. */
export function StorageGlance({ claims, live, isReading }: StorageGlanceProps) {
  const t = useTranslations('now.storage');
  const shown = [...(claims ?? [])].sort(byFill).slice(0, SHOWN);
  const unmeasured = claims?.filter((claim) => claim.usedBytes === undefined).length ?? 0;
  const isOld = (claim: ClaimRow) => claim.source !== undefined && !live.has(claim.source.kind);
  const anyOld = shown.some(isOld);
  const oldest = shown
    .map((claim) => claim.observedAt)
    .filter((at) => at !== undefined)
    .sort()[0];
  return (
    <Card labelledBy="storage">
      <CardHead
        id="storage"
        title={
          <Link href={'/storage' as Route} className="target inline-flex items-center">
            {t('title')}
          </Link>
        }
        note={
          claims && (
            <>
              {t('claims', { n: claims.length })}
              {unmeasured > 0 && ` · ${t('unmeasured', { n: unmeasured })}`}
              {anyOld
                ? ` · ${t('agesDiffer')}`
                : oldest && (
                    <>
                      {' '}
                      · <Age at={oldest} />
                    </>
                  )}
            </>
          )
        }
      />
      {!claims && <NotThere isReading={isReading} />}
      {claims?.length === 0 && <p className="text-sm text-ink2">{t('none')}</p>}
      <ul className="grid gap-3">
        {shown.map((claim) => {
          const level = claim.usedBytes === undefined || !claim.capacityBytes ? undefined : formatLevel(claim.usedBytes, claim.capacityBytes);
          return (
            <li key={claim.id} className="grid gap-1 text-sm">
              <div className="flex items-baseline justify-between gap-3">
                <span className="min-w-0 truncate">{claim.label}</span>
                <small className={level ? 'whitespace-nowrap' : 'whitespace-nowrap text-unk'}>
                  {level ?? t('notMeasured')}
                  {isOld(claim) && claim.observedAt && (
                    <>
                      {' '}
                      · <Age at={claim.observedAt} />
                    </>
                  )}
                </small>
              </div>
              <Bar
                percent={percentOf(claim)}
                tone={claim.tone}
                old={isOld(claim) && claim.tone !== 'bad'}
                label={`${claim.label}: ${level ?? t('notMeasured')}`}
              />
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
