import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ActivityView } from '@/components/activity/activity-view';
import { prefetchTopics } from '@/lib/server/reads/prefetch';
import { requirePage } from '@/lib/server/session';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('words.page');
  return { title: t('activity') };
}

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
