import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { SettingsView } from '@/components/settings/settings-view';
import { prefetchTopics } from '@/lib/server/reads/prefetch';
import { requirePage } from '@/lib/server/session';

export const dynamic = 'force-dynamic';

export default async function SettingsPage() {
  await requirePage('read');
  const client = new QueryClient();
  await prefetchTopics(client, ['sources']);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SettingsView />
    </HydrationBoundary>
  );
}
