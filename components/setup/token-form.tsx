'use client';

import { useTranslations } from 'next-intl';
import { enterCvatTokenAction } from '@/app/(console)/settings/setup/actions';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { useActionForm } from '@/components/ui/use-action-form';
import { setupQuery } from '@/lib/queries/setup';

/** Takes a token, has it tested and kept. What was typed stays when it was refused, and is gone from the page once it is kept. */
export function TokenForm({ isKept }: { isKept: boolean }) {
  const t = useTranslations('setup.token');
  const { form, isPending, wrong, message } = useActionForm(
    enterCvatTokenAction,
    (typed) => ({ token: String(typed.get('token') ?? '') }),
    setupQuery().queryKey,
  );
  return (
    <form {...form} className="grid gap-3">
      <Field label={t('field')} help={t('fieldHelp')} error={wrong?.token && t('fieldError')}>
        {(control) => <Input {...control} name="token" type="password" mono autoComplete="off" maxLength={4200} />}
      </Field>
      <div>
        <Button type="submit" kind="primary" pending={isPending}>
          {t(isKept ? 'replace' : 'keep')}
        </Button>
      </div>
      <Notice text={wrong?.token ? undefined : message} />
    </form>
  );
}
