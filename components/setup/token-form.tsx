'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef } from 'react';
import { enterCvatTokenAction } from '@/app/(console)/settings/setup/actions';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { setupQuery } from '@/lib/queries/setup';

/** Takes a token, has it tested and kept. What was typed stays when it was refused, and is gone from the page once it is kept. */
export function TokenForm({ isKept }: { isKept: boolean }) {
  const t = useTranslations('setup.token');
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const enter = useMutation({
    mutationFn: enterCvatTokenAction,
    onSuccess: async (answer) => {
      if (!answer.ok) return;
      form.current?.reset();
      await client.invalidateQueries({ queryKey: setupQuery().queryKey });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    enter.mutate({ token: String(new FormData(event.currentTarget).get('token') ?? '') });
  };
  const wrong = enter.data && !enter.data.ok ? enter.data.error : undefined;
  return (
    <form ref={form} onSubmit={submit} className="grid gap-3" noValidate>
      <Field label={t('field')} help={t('fieldHelp')} error={wrong?.fields?.token && t('fieldError')}>
        {(control) => <Input {...control} name="token" type="password" mono autoComplete="off" maxLength={4200} />}
      </Field>
      <div>
        <Button type="submit" kind="primary" pending={enter.isPending}>
          {t(isKept ? 'replace' : 'keep')}
        </Button>
      </div>
      <Notice text={wrong && !wrong.fields?.token ? wrong.message : undefined} />
    </form>
  );
}
