import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { GpuView } from '@/components/gpu/gpu-view';
import { prefetchTopics } from '@/lib/server/reads/prefetch';
import { requirePage } from '@/lib/server/session';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('words.page');
  return { title: t('gpu') };
}

export default async function GpuPage() {
  await requirePage('read');
  const client = new QueryClient();
  await prefetchTopics(client, ['gpu', 'gpu-cards']);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <GpuView />
    </HydrationBoundary>
  );
}
