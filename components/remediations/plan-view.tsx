'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { PlanPage } from '@/components/remediations/plan-page';
import { Card } from '@/components/ui/card';
import { Failure } from '@/components/ui/failure';
import { PageHead } from '@/components/ui/page-head';
import { Reading } from '@/components/ui/reading';
import { planQuery } from '@/lib/queries/details';

/** A plan, read before it runs. `hasMoved` = the world changed since the plan before this one was made. */
export function PlanView({ id, hasMoved }: { id: string; hasMoved: boolean }) {
  const t = useTranslations('plan');
  const { data, error } = useQuery(planQuery(id));
  if (data) return <PlanPage key={data.digest} view={data} hasMoved={hasMoved} />;
  return (
    <>
      <PageHead title={error ? t('notFound') : t('title')} />
      <Card as="div">{error ? <Failure error={error} /> : <Reading />}</Card>
    </>
  );
}
