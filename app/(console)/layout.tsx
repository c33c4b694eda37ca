import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { getLocale, getMessages, getTimeZone } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ActorProvider } from '@/components/providers/actor-provider';
import { ClockSync } from '@/components/providers/clock-sync';
import { LanguageProvider } from '@/components/providers/language-provider';
import { ServerTime } from '@/components/providers/server-time';
import { LabBanner } from '@/components/shell/lab-banner';
import { SideBar } from '@/components/shell/side-bar';
import { SkipLink } from '@/components/shell/skip-link';
import { StaleNote } from '@/components/shell/stale-note';
import { TopLine } from '@/components/shell/top-line';
import { holds, permissionSchema, roleSchema } from '@/lib/domain/actor';
import { LiveProvider } from '@/lib/queries/live';
import { getContainer } from '@/lib/server/container';
import { getEnv } from '@/lib/server/env';
import { prefetchTopics } from '@/lib/server/reads/prefetch';
import { requirePage } from '@/lib/server/session';

export const dynamic = 'force-dynamic';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const actor = await requirePage('read');
  const client = new QueryClient();
  const container = await getContainer();
  await prefetchTopics(client, ['head']);
  const { labUrl } = getEnv();
  const [locale, messages, timeZone] = await Promise.all([getLocale(), getMessages(), getTimeZone()]);
  return (
    <ActorProvider
      actor={{
        name: actor.name,
        role: roleSchema.parse(actor.role),
        permissions: permissionSchema.options.filter((permission) => holds(actor.role, permission)),
      }}
    >
      <LanguageProvider locale={locale} messages={messages} timeZone={timeZone}>
        <ServerTime now={container.clock.now()}>
          <HydrationBoundary state={dehydrate(client)}>
            <LiveProvider>
              <ClockSync />
              <SkipLink />
              {labUrl && <LabBanner href={labUrl} />}
              <div className="grid min-h-screen grid-cols-[minmax(0,1fr)] grid-rows-[auto_1fr] desk:grid-cols-[216px_minmax(0,1fr)] desk:grid-rows-1">
                <SideBar />
                <main id="main" tabIndex={-1} className="w-full min-w-0 max-w-[1240px] px-4 pb-12 outline-none desk:px-8 desk:pb-16">
                  <TopLine />
                  <StaleNote />
                  {children}
                </main>
              </div>
            </LiveProvider>
          </HydrationBoundary>
        </ServerTime>
      </LanguageProvider>
    </ActorProvider>
  );
}
