'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { changeAccountAction } from '@/app/(console)/settings/actions';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Moment } from '@/components/ui/moment';
import { Notice } from '@/components/ui/notice';
import { Reading } from '@/components/ui/reading';
import { Select } from '@/components/ui/select';
import { whyNotDone } from '@/components/ui/why-not-done';
import { type AccountRow, accountsQuery } from '@/lib/queries/accounts';
import { NewAccountForm } from './new-account-form';

const roles = ['viewer', 'operator', 'admin'] as const;

/** Who may sign in, as what; sessions can be ended at once. */
export function AccountsCard({ self }: { self: string }) {
  const t = useTranslations('settings.accounts');
  const client = useQueryClient();
  const { data } = useQuery(accountsQuery());
  const change = useMutation({ mutationFn: changeAccountAction, onSettled: () => client.invalidateQueries({ queryKey: accountsQuery().queryKey }) });
  const isSelf = (row: AccountRow) => row.username === self;
  const columns: Column<AccountRow>[] = [
    {
      key: 'name',
      head: t('name'),
      isTitle: true,
      cell: (r) => (
        <>
          <span className="font-medium">{r.username}</span>
          <small className="block">{r.disabled ? t('disabled') : isSelf(r) ? t('you') : ''}</small>
        </>
      ),
    },
    {
      key: 'role',
      head: t('role'),
      cell: (r) => (
        <Select
          aria-label={t('roleOf', { name: r.username })}
          value={r.role}
          disabled={change.isPending}
          onChange={(e) => change.mutate({ id: r.id, username: r.username, change: 'role', role: e.target.value as (typeof roles)[number] })}
          options={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
        />
      ),
    },
    { key: 'made', head: t('made'), wideOnly: true, cell: (r) => <Moment at={r.createdAt} seconds={false} /> },
    { key: 'sessions', head: t('sessions'), numeric: true, cell: (r) => r.sessions },
    {
      key: 'do',
      head: t('actions'),
      cell: (r) => (
        <span className="flex flex-wrap gap-2">
          <Button disabled={r.sessions === 0 || change.isPending} onClick={() => change.mutate({ id: r.id, username: r.username, change: 'end-sessions' })}>
            {t('endSessions')}
          </Button>
          <Button
            disabled={isSelf(r) || change.isPending}
            onClick={() => change.mutate({ id: r.id, username: r.username, change: r.disabled ? 'enable' : 'disable' })}
          >
            {t(r.disabled ? 'enable' : 'disable')}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <Card labelledBy="accounts">
      <CardHead id="accounts" title={t('title')} note={t('note')} level={2} />
      <Notice text={whyNotDone(change)} />
      {data ? <DataTable label={t('title')} columns={columns} rows={data.rows} rowKey={(r) => r.id} /> : <Reading />}
      <NewAccountForm />
    </Card>
  );
}
