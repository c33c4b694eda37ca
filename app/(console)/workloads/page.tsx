import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { WorkloadsView } from '@/components/workloads/workloads-view';
import { prefetchTopics } from '@/lib/server/reads/prefetch';
import { requirePage } from '@/lib/server/session';

export const dynamic = 'force-dynamic';

export default async function WorkloadsPage() {
  await requirePage('read');
  const client = new QueryClient();
  await prefetchTopics(client, ['workloads']);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <WorkloadsView />
    </HydrationBoundary>
  );
}
