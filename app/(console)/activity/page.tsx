import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { ActivityView } from '@/components/activity/activity-view';
import { prefetchTopics } from '@/lib/server/reads/prefetch';
import { requirePage } from '@/lib/server/session';

export const dynamic = 'force-dynamic';

export default async function ActivityPage() {
  await requirePage('read');
  const client = new QueryClient();
  await prefetchTopics(client, ['changes']);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ActivityView />
    </HydrationBoundary>
  );
}
