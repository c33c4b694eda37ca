import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { FindingView } from '@/components/findings/finding-view';
import { aroundQuery, findingQuery } from '@/lib/queries/details';
import { readAround, readFinding } from '@/lib/server/reads/finding-detail';
import { prefetchTopics } from '@/lib/server/reads/prefetch';
import { prefetchDetail } from '@/lib/server/reads/prefetch-detail';
import { requirePage } from '@/lib/server/session';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('finding');
  return { title: t('title') };
}

export default async function FindingPage({ params }: { params: Promise<{ id: string }> }) {
  await requirePage('read');
  const { id } = await params;
  const client = new QueryClient();
  await prefetchTopics(client, ['findings']);
  await prefetchDetail(client, findingQuery(id).queryKey, (container) => readFinding(container, id));
  await prefetchDetail(client, aroundQuery(id).queryKey, (container) => readAround(container, id));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <FindingView id={id} />
    </HydrationBoundary>
  );
}
