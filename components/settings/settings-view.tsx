'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useActor } from '@/components/providers/actor-provider';
import { TokensCard } from '@/components/tokens/tokens-card';
import { Notice } from '@/components/ui/notice';
import { PageHead } from '@/components/ui/page-head';
import { Reading } from '@/components/ui/reading';
import { settingsQuery } from '@/lib/queries/details';
import { RequestFailed } from '@/lib/queries/request';
import { AccountsCard } from './accounts-card';
import { InstallationCard } from './installation-card';
import { RemediationsCard } from './remediations-card';
import { RightsCard } from './rights-card';
import { SamplesCard } from './samples-card';
import { SourcesCard } from './sources-card';
import { ThresholdsCard } from './thresholds-card';

/** What Loupe watches and how it reaches it, what it may do, and who may use it. */
export function SettingsView() {
  const t = useTranslations('settings');
  const actor = useActor();
  const { data, error } = useQuery(settingsQuery());
  const isAdmin = actor.permissions.includes('administer');
  if (!data) {
    return (
      <>
        <PageHead title={t('title')} sub={error ? undefined : <Reading />} />
        <Notice text={error instanceof RequestFailed ? error.text : undefined} />
      </>
    );
  }
  const missing = data.readRights.filter((r) => r.held === 'no').length;
  const on = data.remediations.filter((r) => r.enabled).length;
  return (
    <>
      <PageHead
        title={missing === 0 ? t('head.all') : t('head.missing', { count: missing })}
        sub={
          <>
            {t('sub', { on, total: data.remediations.length, version: data.installation.version })} ·{' '}
            <Link href={'/settings/setup' as Route} className="link target inline-flex items-center">
              {t('setup')}
            </Link>
          </>
        }
      />
      <div className="grid gap-4">
        <SourcesCard />
        <InstallationCard settings={data} isAdmin={isAdmin} />
        <RightsCard title={t('rights.read')} rights={data.readRights} />
        <RemediationsCard remediations={data.remediations} isAdmin={isAdmin} />
        <SamplesCard samples={data.samples} />
        <ThresholdsCard thresholds={data.thresholds} defaults={data.defaultThresholds} isAdmin={isAdmin} />
        <TokensCard isAdmin={isAdmin} />
        {isAdmin && <AccountsCard self={actor.name} />}
      </div>
    </>
  );
}
