import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NowView } from '@/components/now/now-view';
import { prefetchTopics } from '@/lib/server/reads/prefetch';
import { requirePage } from '@/lib/server/session';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('words.page');
  return { title: t('now') };
}

export default async function NowPage() {
  await requirePage('read');
  const client = new QueryClient();
  await prefetchTopics(client, ['findings', 'sources', 'checks', 'runs', 'map', 'claims', 'models']);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <NowView />
    </HydrationBoundary>
  );
}
