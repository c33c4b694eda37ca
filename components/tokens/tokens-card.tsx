'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { revokeTokenAction } from '@/app/(console)/settings/tokens/actions';
import { NewTokenForm } from '@/components/tokens/new-token-form';
import { Age } from '@/components/ui/age';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Moment } from '@/components/ui/moment';
import { Notice } from '@/components/ui/notice';
import { Pill, type PillTone } from '@/components/ui/pill';
import { Reading } from '@/components/ui/reading';
import type { IconName } from '@/components/ui/status-icon';
import { whyNotDone } from '@/components/ui/why-not-done';
import type { ApiTokenRow } from '@/lib/domain/api-token';
import { tokensQuery } from '@/lib/queries/setup';

const look: Record<ApiTokenRow['state'], { tone: PillTone; icon: IconName }> = {
  works: { tone: 'ok', icon: 'ok' },
  expired: { tone: 'plain', icon: 'off' },
  revoked: { tone: 'plain', icon: 'off' },
  'account-disabled': { tone: 'unknown', icon: 'denied' },
};

/** Tokens for scripts: what each may read, until when, when it was last used; revoked at once. */
export function TokensCard({ isAdmin }: { isAdmin: boolean }) {
  const t = useTranslations('tokens');
  const client = useQueryClient();
  const { data } = useQuery(tokensQuery());
  const revoke = useMutation({ mutationFn: revokeTokenAction, onSettled: () => client.invalidateQueries({ queryKey: tokensQuery().queryKey }) });
  const columns: Column<ApiTokenRow>[] = [
    {
      key: 'name',
      head: t('name'),
      isTitle: true,
      cell: (row) => (
        <>
          <span className="font-medium">{row.name}</span>
          {isAdmin && <small className="block">{t('of', { owner: row.owner })}</small>}
        </>
      ),
    },
    { key: 'scopes', head: t('scopes'), cell: (row) => row.scopes.map((scope) => t(`scope.${scope.replace(':', '-')}`)).join(', ') },
    { key: 'state', head: t('state'), cell: (row) => <Pill {...look[row.state]}>{t(`states.${row.state}`)}</Pill> },
    { key: 'until', head: t('until'), cell: (row) => <Moment at={row.expiresAt} seconds={false} /> },
    { key: 'used', head: t('used'), cell: (row) => (row.lastUsedAt ? <Age at={row.lastUsedAt} /> : t('never')) },
    {
      key: 'do',
      head: t('actions'),
      cell: (row) => (
        <Button
          aria-label={t('revokeOf', { name: row.name })}
          pending={revoke.isPending && revoke.variables.id === row.id}
          disabled={revoke.isPending || row.state === 'revoked'}
          onClick={() => revoke.mutate({ id: row.id })}
        >
          {t('revoke')}
        </Button>
      ),
    },
  ];
  return (
    <Card labelledBy="tokens">
      <CardHead id="tokens" title={t('title')} note={t('note')} level={2} />
      {data ? (
        <DataTable label={t('title')} columns={columns} rows={data.rows} rowKey={(row) => row.id} empty={<p className="text-sm text-ink2">{t('none')}</p>} />
      ) : (
        <Reading />
      )}
      <Notice text={whyNotDone(revoke)} />
      <NewTokenForm />
    </Card>
  );
}
