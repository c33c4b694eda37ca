'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useActor } from '@/components/providers/actor-provider';
import { LookAgain } from '@/components/setup/look-again';
import { PlatformCard } from '@/components/setup/platform-card';
import { ReleasesCard } from '@/components/setup/releases-card';
import { isLacking, setupHeadline } from '@/components/setup/setup-headline';
import { SourceGroup } from '@/components/setup/source-group';
import { TokenCard } from '@/components/setup/token-card';
import { Message } from '@/components/ui/message';
import { Notice } from '@/components/ui/notice';
import { PageHead } from '@/components/ui/page-head';
import { Reading } from '@/components/ui/reading';
import { Stack } from '@/components/ui/stack';
import { RequestFailed } from '@/lib/queries/request';
import { discoveryQuery, setupQuery } from '@/lib/queries/setup';

/** Which installation Loupe looks at, and of each source: found how, reached how, with which right, or what is missing and what gives it. */
export function SetupView() {
  const t = useTranslations('setup');
  const { permissions } = useActor();
  const isAdmin = permissions.includes('administer');
  const { data: setup, error } = useQuery(setupQuery());
  // Where the card stands is decided once: it must not leave from under the hand that has just entered a token.
  const [tokenFirst, setTokenFirst] = useState<boolean>();
  const { data: discovery, error: discoveryError } = useQuery(discoveryQuery());
  if (!setup || !discovery) {
    const failure = error ?? discoveryError;
    return (
      <>
        <PageHead title={t('title')} sub={failure ? undefined : <Reading />} />
        <Notice text={failure instanceof RequestFailed ? failure.text : undefined} />
      </>
    );
  }
  const works = setup.rows.filter((row) => row.state === 'works' || row.state === 'known').length;
  const used = setup.rows.filter((row) => row.state !== 'unused').length;
  const { installation, clusterName } = setup;
  const needsAccount = setup.account === undefined && setup.rows.some((row) => row.commands.length > 0);
  const tokenLacks = setup.rows.some((row) => row.id === 'cvat-token' && isLacking(row));
  if (tokenFirst === undefined) setTokenFirst(tokenLacks);
  const token = <TokenCard token={setup.token} isAdmin={isAdmin} />;
  return (
    <>
      <PageHead
        title={<Message text={setupHeadline(setup, discovery)} />}
        sub={
          <>
            {installation ? t('sub.place', { ...installation, cluster: clusterName }) : t('sub.cluster', { cluster: clusterName })}
            {installation && ` · ${t('sub.works', { works, total: used })}`}
          </>
        }
      />
      <Stack>
        <LookAgain mayAsk={permissions.includes('operate')} />
        <ReleasesCard discovery={discovery} isAdmin={isAdmin} />
        {tokenFirst && token}
        {installation && (
          <>
            <SourceGroup group="kubernetes" rows={setup.rows} note={needsAccount ? t('unknownAccount') : undefined} />
            <SourceGroup group="parts" rows={setup.rows} />
          </>
        )}
        {!tokenFirst && token}
        <PlatformCard platform={discovery.platform} />
      </Stack>
    </>
  );
}
