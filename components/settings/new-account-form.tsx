'use client';

import { useTranslations } from 'next-intl';
import { createAccountAction } from '@/app/(console)/settings/actions';
import { Button } from '@/components/ui/button';
import { Details } from '@/components/ui/details';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { useActionForm } from '@/components/ui/use-action-form';
import { accountsQuery } from '@/lib/queries/accounts';

function readAccountForm(typed: FormData) {
  return Object.fromEntries(typed) as { username: string; password: string; role: 'viewer' };
}

/** Makes an account. Nothing typed is lost when the server refuses. */
export function NewAccountForm() {
  const t = useTranslations('settings.accounts');
  const { form, isPending, wrong, message } = useActionForm(createAccountAction, readAccountForm, accountsQuery().queryKey);
  return (
    <div className="mt-4">
      <Details title={t('new')}>
        <form {...form} className="grid gap-4 sm:grid-cols-3">
          <Field label={t('name')} help={t('nameHelp')} error={wrong?.username && t('nameHelp')}>
            {(control) => <Input {...control} name="username" autoCapitalize="none" />}
          </Field>
          <Field label={t('password')} help={t('passwordHelp')} error={wrong?.password && t('passwordHelp')}>
            {(control) => <Input {...control} name="password" type="password" autoComplete="new-password" />}
          </Field>
          <Field label={t('role')}>
            {(control) => (
              <Select {...control} name="role" options={(['viewer', 'operator', 'admin'] as const).map((r) => ({ value: r, label: t(`roles.${r}`) }))} />
            )}
          </Field>
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
