'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef } from 'react';
import { createAccountAction } from '@/app/(console)/settings/actions';
import { Button } from '@/components/ui/button';
import { Details } from '@/components/ui/details';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { accountsQuery } from '@/lib/queries/accounts';

/** Makes an account. Nothing typed is lost when the server refuses. */
export function NewAccountForm() {
  const t = useTranslations('settings.accounts');
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const create = useMutation({
    mutationFn: createAccountAction,
    onSuccess: async (answer) => {
      if (!answer.ok) return;
      form.current?.reset();
      await client.invalidateQueries({ queryKey: accountsQuery().queryKey });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    create.mutate(Object.fromEntries(new FormData(event.currentTarget)) as { username: string; password: string; role: 'viewer' });
  };
  const wrong = create.data && !create.data.ok ? create.data.error : undefined;
  return (
    <div className="mt-4">
      <Details title={t('new')}>
        <form ref={form} onSubmit={submit} className="grid gap-4 sm:grid-cols-3" noValidate>
          <Field label={t('name')} help={t('nameHelp')} error={wrong?.fields?.username && t('nameHelp')}>
            {(control) => <Input {...control} name="username" autoCapitalize="none" />}
          </Field>
          <Field label={t('password')} help={t('passwordHelp')} error={wrong?.fields?.password && t('passwordHelp')}>
            {(control) => <Input {...control} name="password" type="password" autoComplete="new-password" />}
          </Field>
          <Field label={t('role')}>
            {(control) => (
              <Select {...control} name="role" options={(['viewer', 'operator', 'admin'] as const).map((r) => ({ value: r, label: t(`roles.${r}`) }))} />
            )}
          </Field>
          <div>
            <Button type="submit" pending={create.isPending}>
              {t('create')}
            </Button>
          </div>
        </form>
        <Notice text={wrong?.message} />
      </Details>
    </div>
  );
}
