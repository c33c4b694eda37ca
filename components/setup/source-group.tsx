'use client';

import { useTranslations } from 'next-intl';
import { isLacking } from '@/components/setup/setup-headline';
import { SourceItem } from '@/components/setup/source-item';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import type { SetupRow } from '@/lib/domain/setup/setup-row';

interface SourceGroupProps {
  group: SetupRow['group'];
  rows: readonly SetupRow[];
  note?: string | undefined;
}

/** Sources of one kind; what needs somebody stands first. */
export function SourceGroup({ group, rows, note }: SourceGroupProps) {
  const t = useTranslations('setup');
  const own = rows.filter((row) => row.group === group);
  const sorted = [...own.filter(isLacking), ...own.filter((row) => !isLacking(row))];
  return (
    <Card labelledBy={`setup-${group}`}>
      <CardHead id={`setup-${group}`} title={t(`groups.${group}`)} note={t(`groupNotes.${group}`)} level={2} />
      {note && <p className="mb-2 text-sm text-ink2">{note}</p>}
      <ul>
        {sorted.map((row) => (
          <SourceItem key={row.id} row={row} />
        ))}
      </ul>
    </Card>
  );
}
