import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { podsStart } from '@/components/workloads/pod-summary';
import { WorkloadsView } from '@/components/workloads/workloads-view';
import { topicKey } from '@/lib/queries/topics';
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
  await prefetchTopics(client, ['workloads', 'pods']);
  const isThere = client.getQueryData(topicKey('pods')) !== undefined;
  const start = isThere ? undefined : podsStart((await getContainer()).board.rows('pods'));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <WorkloadsView start={start} />
    </HydrationBoundary>
  );
}
