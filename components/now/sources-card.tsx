'use client';

import { useTranslations } from 'next-intl';
import { groupSources, type SourceGroup } from '@/components/now/group-sources';
import { SourceNote } from '@/components/now/source-note';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Moment } from '@/components/ui/moment';
import { type IconName, StatusIcon } from '@/components/ui/status-icon';
import { useMessage } from '@/components/ui/use-message';
import type { SourceRow } from '@/lib/domain/rows/topics';

const icons: Record<SourceRow['state'], IconName> = {
  live: 'ok',
  stale: 'unknown',
  denied: 'denied',
  unreachable: 'bad',
  'not-configured': 'off',
  starting: 'running',
};
const SHOWN_PARTS = 4;

/** Every source of facts: who answers, who does not, and how old the last answer is. */
export function SourcesCard({ sources }: { sources: readonly SourceRow[] }) {
  const t = useTranslations();
  const say = useMessage();
  const columns: Column<SourceGroup>[] = [
    {
      key: 'name',
      head: t('now.sources.source'),
      isTitle: true,
      cell: (group) => (
        <span className="flex items-start gap-2">
          <StatusIcon name={icons[group.state]} className="mt-0.5" />
          <span className="min-w-0">
            <span className={group.state === 'live' ? '' : 'font-semibold'}>{t(`words.source.${group.kind}`)}</span>
            <small className="block wrap-anywhere">{partsOf(group)}</small>
          </span>
        </span>
      ),
    },
    { key: 'state', head: t('now.sources.state'), cell: (group) => t(`words.sourceState.${group.state}`) },
    { key: 'last', head: t('now.sources.last'), wideOnly: true, cell: (group) => (group.asOf ? <Moment at={group.asOf} /> : t('now.sources.never')) },
    { key: 'age', head: t('now.sources.age'), numeric: true, cell: (group) => (group.asOf ? <Age at={group.asOf} /> : '') },
    {
      key: 'detail',
      head: t('now.sources.detail'),
      cell: ({ rows: [first] }) => (first && (first.detail || first.missingRight) ? <SourceNote source={first} /> : null),
    },
  ];
  const groups = groupSources(sources);
  return (
    <Card labelledBy="sources">
      <CardHead
        id="sources"
        title={t('now.sources.title')}
        note={t('now.sources.note', { n: groups.filter((group) => group.state === 'live').length, total: groups.length })}
      />
      <DataTable label={t('now.sources.title')} columns={columns} rows={groups} rowKey={(group) => group.kind} />
    </Card>
  );

  function partsOf({ rows, total }: SourceGroup): string {
    const names = rows.slice(0, SHOWN_PARTS).map((row) => say(row.name));
    const more = total - names.length;
    return more > 0 ? t('now.sources.more', { names: names.join(', '), n: more }) : names.join(', ');
  }
}
