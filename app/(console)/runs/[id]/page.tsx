import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RunView } from '@/components/runs/run-view';
import { runQuery } from '@/lib/queries/details';
import { prefetchTopics } from '@/lib/server/reads/prefetch';
import { prefetchDetail } from '@/lib/server/reads/prefetch-detail';
import { readRun } from '@/lib/server/reads/run-detail';
import { requirePage } from '@/lib/server/session';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('run');
  return { title: t('title') };
}

export default async function RunPage({ params }: { params: Promise<{ id: string }> }) {
  await requirePage('read');
  const { id } = await params;
  const client = new QueryClient();
  await prefetchTopics(client, ['runs']);
  await prefetchDetail(client, runQuery(id).queryKey, (container) => readRun(container, id));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RunView id={id} />
    </HydrationBoundary>
  );
}
