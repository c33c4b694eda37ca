'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { changeThresholdsAction } from '@/app/(console)/settings/actions';
import { ActionRow } from '@/components/ui/action-row';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { whyNotDone } from '@/components/ui/why-not-done';
import type { Thresholds } from '@/lib/domain/installation';
import type { SettingsView } from '@/lib/domain/rows/details';
import { settingsQuery } from '@/lib/queries/details';

/** Figures the checks compare with. An empty field takes the default again. */
export function ThresholdsCard({ thresholds, defaults, isAdmin }: { thresholds: Thresholds; defaults: SettingsView['defaultThresholds']; isAdmin: boolean }) {
  const t = useTranslations('settings.thresholds');
  const client = useQueryClient();
  const [draft, setDraft] = useState<Readonly<Record<string, string>>>({});
  const save = useMutation({
    mutationFn: changeThresholdsAction,
    onSuccess: async (answer) => {
      if (!answer.ok) return;
      await client.invalidateQueries({ queryKey: settingsQuery().queryKey });
      setDraft({});
    },
  });
  const names = Object.keys(defaults) as (keyof Thresholds)[];
  const shown = (name: keyof Thresholds) => draft[name] ?? String(thresholds[name]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(Object.fromEntries(names.map((name) => [name, shown(name) === '' ? defaults[name] : Number(shown(name))])) as unknown as Thresholds);
  };
  const fields = save.data && !save.data.ok ? save.data.error.fields : undefined;
  return (
    <Card labelledBy="thresholds">
      <CardHead id="thresholds" title={t('title')} note={t('note')} level={2} />
      <form onSubmit={submit} noValidate>
        <div className="grid gap-4 sm:grid-cols-2 wide:grid-cols-3">
          {names.map((name) => (
            <Field key={name} label={t(`names.${name}`)} help={t('default', { n: defaults[name] })} error={fields?.[name]}>
              {(control) => (
                <Input
                  {...control}
                  inputMode="numeric"
                  value={shown(name)}
                  readOnly={!isAdmin}
                  onChange={(e) => setDraft({ ...draft, [name]: e.target.value })}
                />
              )}
            </Field>
          ))}
        </div>
        <div className="mt-4">
          <ActionRow note={isAdmin ? undefined : t('adminOnly')}>
            <Button type="submit" disabled={!isAdmin || Object.keys(draft).length === 0} pending={save.isPending}>
              {t('save')}
            </Button>
          </ActionRow>
          <Notice text={whyNotDone(save)} />
        </div>
      </form>
    </Card>
  );
}
