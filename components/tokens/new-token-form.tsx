'use client';

import { useTranslations } from 'next-intl';
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
import { useActionForm } from '@/components/ui/use-action-form';
import { tokensQuery } from '@/lib/queries/setup';

/** Makes a token and shows its value once. Nothing typed is lost when the server refuses. */
export function NewTokenForm() {
  const t = useTranslations('tokens');
  const { form, isPending, accepted, forget, wrong, message } = useActionForm(createTokenAction, readTokenForm, tokensQuery().queryKey);
  return (
    <div className="mt-4 grid gap-3">
      {accepted && <NewTokenValue value={accepted.value} onDone={forget} />}
      <Details title={t('new')}>
        <form {...form} className="grid gap-4 sm:grid-cols-2">
          <Field label={t('name')} help={t('nameHelp')} error={wrong?.name && t('nameHelp')}>
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
            {wrong?.scopes && <p className="text-xs text-bad">{t('scopesWrong')}</p>}
          </fieldset>
          <div>
            <Button type="submit" pending={isPending}>
              {t('create')}
            </Button>
          </div>
        </form>
        <Notice text={message} />
      </Details>
    </div>
  );
}
