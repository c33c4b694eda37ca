import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { podsStart } from '@/components/workloads/pod-summary';
import { WorkloadsView } from '@/components/workloads/workloads-view';
import { getContainer } from '@/lib/server/container';
import { prefetchTopics } from '@/lib/server/reads/prefetch';
import { requirePage } from '@/lib/server/session';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('words.page');
  return { title: t('workloads') };
}

export default async function WorkloadsPage() {
  await requirePage('read');
  const client = new QueryClient();
  const left = await prefetchTopics(client, ['workloads', 'pods']);
  const start = left.includes('pods') ? podsStart((await getContainer()).board.rows('pods')) : undefined;
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <WorkloadsView start={start} />
    </HydrationBoundary>
  );
}
