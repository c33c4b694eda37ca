'use client';

import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import type { SettingsView } from '@/lib/domain/rows/details';
import { RightLine } from './right-line';

/** Rights Loupe's account needs to see, and whether it holds them. */
export function RightsCard({ title, rights }: { title: string; rights: SettingsView['readRights'] }) {
  const t = useTranslations('settings.rights');
  const order = { no: 0, unknown: 1, yes: 2 };
  return (
    <Card labelledBy="rights">
      <CardHead id="rights" title={title} note={t('note')} level={2} />
      <ul className="grid gap-x-6 sm:grid-cols-2 wide:grid-cols-3">
        {[...rights]
          .sort((a, b) => order[a.held] - order[b.held])
          .map((right) => (
            <RightLine key={`${right.rule.apiGroup}/${right.rule.resource}/${right.rule.verbs.join()}/${right.rule.namespaced}`} {...right} />
          ))}
      </ul>
    </Card>
  );
}
