'use client';

import { useTranslations } from 'next-intl';
import { LastingNote } from '@/components/remediations/lasting-note';
import { RightList } from '@/components/remediations/right-list';
import { RiskPill } from '@/components/remediations/risk-pill';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { type KeyValue, KeyValues } from '@/components/ui/key-values';
import { Message } from '@/components/ui/message';
import type { PlanView } from '@/lib/domain/rows/details';

/** What a plan costs: restarts, outage, running work, undo, rights, and how long it holds. */
export function CostCard({ view: { plan, preview } }: { view: PlanView }) {
  const t = useTranslations('plan.cost');
  const { cost } = plan;
  const rows: KeyValue[] = [
    { key: 'risk', label: t('risk'), value: <RiskPill risk={plan.risk} /> },
    { key: 'restarts', label: t('restarts'), value: <Message text={cost.restarts} /> },
    { key: 'outage', label: t('outage'), value: <Message text={cost.outage} /> },
    ...(cost.runningWork ? [{ key: 'work', label: t('work'), value: <Message text={cost.runningWork} /> }] : []),
    { key: 'undo', label: t('undo'), value: <Message text={cost.undo.text} /> },
    { key: 'needs', label: t('needs'), value: <RightList rights={preview.rights} /> },
    { key: 'lasts', label: t('lasts'), value: <Message text={cost.lasts} /> },
  ];
  return (
    <Card labelledBy="cost">
      <CardHead id="cost" title={t('title')} />
      <KeyValues rows={rows} />
      {plan.lasting && <LastingNote lasting={plan.lasting} />}
    </Card>
  );
}
