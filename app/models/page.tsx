import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { LiveModels } from '@/components/models/live-models';
import { ModelsFrame } from '@/components/models/models-frame';
import { PublicModels } from '@/components/models/public-models';
import { publicModelsQuery } from '@/lib/queries/details';
import { LiveProvider } from '@/lib/queries/live';
import { entryState } from '@/lib/server/entry-state';
import { prefetchTopics } from '@/lib/server/reads/prefetch';
import { readPublicModels } from '@/lib/server/reads/public-models';
import { findActor } from '@/lib/server/session';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('models');
  return { title: t('title') };
}

/** What annotators open. Readable without an account where the administrator allows it. */
export default async function ModelsPage() {
  const actor = await findActor();
  const client = new QueryClient();
  if (actor) {
    await prefetchTopics(client, ['models', 'head']);
    return (
      <HydrationBoundary state={dehydrate(client)}>
        <LiveProvider>
          <ModelsFrame signedIn>
            <LiveModels />
          </ModelsFrame>
        </LiveProvider>
      </HydrationBoundary>
    );
  }
  if (!(await entryState()).publicModels) redirect('/sign-in');
  client.setQueryData(publicModelsQuery().queryKey, await readPublicModels());
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ModelsFrame signedIn={false}>
        <PublicModels />
      </ModelsFrame>
    </HydrationBoundary>
  );
}
