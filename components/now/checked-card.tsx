'use client';

import { useTranslations } from 'next-intl';
import { byArea } from '@/components/now/by-area';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { Details } from '@/components/ui/details';
import { Message } from '@/components/ui/message';
import { type IconName, StatusIcon } from '@/components/ui/status-icon';
import type { CheckRow } from '@/lib/domain/rows/topics';

const icons: Record<CheckRow['outcome'], IconName> = {
  ok: 'ok',
  'not-applicable': 'not-applicable',
  found: 'bad',
  unknown: 'unknown',
  error: 'bad',
  waiting: 'running',
};

/** What was looked at, area by area: the proof behind "Everything works". */
export function CheckedCard({ checks }: { checks: readonly CheckRow[] }) {
  const t = useTranslations();
  return (
    <Card labelledBy="checked">
      <CardHead id="checked" title={t('now.checked.title')} note={t('now.checked.note', { n: checks.length })} />
      {byArea(checks).map((area) => (
        <div key={area.id} className="not-first:rule-above py-1.5">
          <Details
            title={
              <span className="flex items-center gap-2 text-sm font-normal">
                <StatusIcon name={area.icon} />
                {t(`words.area.${area.id}`)}
                <span className="text-ink3">{t('now.checked.passed', { n: area.passed, total: area.checks.length })}</span>
              </span>
            }
            note={area.oldestAt && <Age at={area.oldestAt} />}
          >
            <ul className="grid gap-1 pb-2 pl-5 text-sm">
              {area.checks.map((check) => (
                <li key={check.id} className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2">
                  <StatusIcon name={icons[check.outcome]} label={t(`now.checked.outcome.${check.outcome}`)} className="mt-0.5" />
                  <span className="wrap-anywhere">
                    <Message text={check.name} />
                    {check.reason && (
                      <small className="block">
                        <Message text={check.reason} />
                      </small>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </Details>
        </div>
      ))}
    </Card>
  );
}
