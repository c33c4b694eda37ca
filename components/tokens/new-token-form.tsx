'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef } from 'react';
import { createTokenAction } from '@/app/(console)/settings/tokens/actions';
import { NewTokenValue } from '@/components/tokens/new-token-value';
import { readTokenForm, tokenDays, tokenScopes } from '@/components/tokens/read-token-form';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Details } from '@/components/ui/details';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { tokensQuery } from '@/lib/queries/setup';

/** Makes a token and shows its value once. Nothing typed is lost when the server refuses. */
export function NewTokenForm() {
  const t = useTranslations('tokens');
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const create = useMutation({
    mutationFn: createTokenAction,
    onSuccess: async (answer) => {
      if (!answer.ok) return;
      form.current?.reset();
      await client.invalidateQueries({ queryKey: tokensQuery().queryKey });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    create.mutate(readTokenForm(new FormData(event.currentTarget)));
  };
  const wrong = create.data && !create.data.ok ? create.data.error : undefined;
  return (
    <div className="mt-4 grid gap-3">
      {create.data?.ok && <NewTokenValue value={create.data.data.value} onDone={() => create.reset()} />}
      <Details title={t('new')}>
        <form ref={form} onSubmit={submit} className="grid gap-4 sm:grid-cols-2" noValidate>
          <Field label={t('name')} help={t('nameHelp')} error={wrong?.fields?.name && t('nameHelp')}>
            {(control) => <Input {...control} name="name" maxLength={60} />}
          </Field>
          <Field label={t('days')}>
            {(control) => (
              <Select {...control} name="days" defaultValue="90" options={tokenDays.map((n) => ({ value: String(n), label: t('daysOf', { n }) }))} />
            )}
          </Field>
          <fieldset className="grid gap-1 sm:col-span-2">
            <legend className="text-sm font-medium">{t('scopes')}</legend>
            {tokenScopes.map((scope) => (
              <Checkbox key={scope} name="scopes" value={scope} defaultChecked={scope === 'read'} label={t(`scopeHelp.${scope.replace(':', '-')}`)} />
            ))}
            {wrong?.fields?.scopes && <p className="text-xs text-bad">{t('scopesWrong')}</p>}
          </fieldset>
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
