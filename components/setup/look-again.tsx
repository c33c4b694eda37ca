'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { lookAgainAction } from '@/app/(console)/settings/setup/actions';
import { ActionRow } from '@/components/ui/action-row';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { whyNotDone } from '@/components/ui/why-not-done';
import { discoveryQuery, setupQuery } from '@/lib/queries/setup';

/** Looks for releases and asks for each right now, instead of in its turn: for somebody who has just granted one. */
export function LookAgain({ mayAsk }: { mayAsk: boolean }) {
  const t = useTranslations('setup.again');
  const client = useQueryClient();
  const look = useMutation({
    mutationFn: lookAgainAction,
    onSettled: () => Promise.all([setupQuery(), discoveryQuery()].map(({ queryKey }) => client.invalidateQueries({ queryKey }))),
  });
  return (
    <div>
      <ActionRow note={t('note')}>
        <Button pending={look.isPending} offBecause={mayAsk ? undefined : t('off')} onClick={() => look.mutate()}>
          {t('look')}
        </Button>
      </ActionRow>
      <Notice text={whyNotDone(look)} />
    </div>
  );
}
