import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { StorageView } from '@/components/storage/storage-view';
import { prefetchTopics } from '@/lib/server/reads/prefetch';
import { requirePage } from '@/lib/server/session';

export const dynamic = 'force-dynamic';

export default async function StoragePage() {
  await requirePage('read');
  const client = new QueryClient();
  await prefetchTopics(client, ['claims']);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <StorageView />
    </HydrationBoundary>
  );
}
