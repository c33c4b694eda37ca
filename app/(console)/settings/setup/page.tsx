import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SetupView } from '@/components/setup/setup-view';
import { discoveryQuery, setupQuery } from '@/lib/queries/setup';
import { getContainer } from '@/lib/server/container';
import { getHost } from '@/lib/server/current-host';
import { readDiscovery } from '@/lib/server/reads/discovery-view';
import { readSetup } from '@/lib/server/reads/setup-view';
import { requirePage } from '@/lib/server/session';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('setup');
  return { title: t('title') };
}

export default async function SetupPage() {
  await requirePage('read');
  const client = new QueryClient();
  const container = await getContainer();
  client.setQueryData(setupQuery().queryKey, readSetup(container));
  client.setQueryData(discoveryQuery().queryKey, readDiscovery(container, (await getHost()).installations));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SetupView />
    </HydrationBoundary>
  );
}
