import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { StorageView } from '@/components/storage/storage-view';
import { prefetchTopics } from '@/lib/server/reads/prefetch';
import { requirePage } from '@/lib/server/session';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('words.page');
  return { title: t('storage') };
}

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
