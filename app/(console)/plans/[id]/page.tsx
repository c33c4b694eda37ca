import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PlanView } from '@/components/remediations/plan-view';
import { planQuery } from '@/lib/queries/details';
import { readPlan } from '@/lib/server/reads/plan-view';
import { prefetchDetail } from '@/lib/server/reads/prefetch-detail';
import { requirePage } from '@/lib/server/session';

interface PlanPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ moved?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('plan');
  return { title: t('title') };
}

export default async function PlanRoute({ params, searchParams }: PlanPageProps) {
  await requirePage('read');
  const [{ id }, { moved }] = await Promise.all([params, searchParams]);
  const client = new QueryClient();
  await prefetchDetail(client, planQuery(id).queryKey, (container) => readPlan(container, id));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PlanView id={id} hasMoved={moved === '1'} />
    </HydrationBoundary>
  );
}
