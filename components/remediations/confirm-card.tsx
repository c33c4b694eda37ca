'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useActor } from '@/components/providers/actor-provider';
import { submitOffReason } from '@/components/remediations/submit-off-reason';
import { useSubmitPlan } from '@/components/remediations/use-submit-plan';
import { useHead } from '@/components/shell/use-head';
import { ActionRow } from '@/components/ui/action-row';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { ConfirmInput } from '@/components/ui/confirm-input';
import { Field } from '@/components/ui/field';
import { Message } from '@/components/ui/message';
import { Notice } from '@/components/ui/notice';
import { TextArea } from '@/components/ui/text-area';
import { useMessage } from '@/components/ui/use-message';
import { useNow } from '@/components/ui/use-now';
import type { PlanView } from '@/lib/domain/rows/details';

/** The last step before something changes: a reason for the ledger, the name to type where it cannot be taken back, one button. */
export function ConfirmCard({ view, isRefused }: { view: PlanView; isRefused: boolean }) {
  const t = useTranslations('plan.confirm');
  const say = useMessage();
  const actor = useActor();
  const { isLive } = useHead();
  const { submit, isSubmitting, failure } = useSubmitPlan(view);
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const isExpired = useNow((now) => now > Date.parse(view.expiresAt));
  const { confirm } = view.plan;
  const off = submitOffReason({ actor, isLive, isRefused, confirm, typed, rights: view.preview.rights });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (off) return;
    submit({ ...(confirm ? { confirmation: typed } : {}), ...(reason.trim() ? { reason: reason.trim() } : {}) });
  };
  return (
    <Card labelledBy="confirm">
      <CardHead id="confirm" title={t('title')} note={isExpired ? t('expired') : undefined} />
      <form className="grid gap-4" onSubmit={onSubmit}>
        {confirm && <ConfirmInput expected={confirm} value={typed} onChange={setTyped} />}
        <Field label={t('reason')} help={t('reasonHelp')} optionalWord={t('optional')}>
          {(control) => <TextArea {...control} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />}
        </Field>
        <div>
          <ActionRow note={off ? <Message text={off} /> : t('note')}>
            <Button type="submit" kind="primary" pending={isSubmitting} offBecause={off && say(off)}>
              {t('run')}
            </Button>
          </ActionRow>
          <Notice text={failure} />
        </div>
      </form>
    </Card>
  );
}
