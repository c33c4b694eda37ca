'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { removeCvatTokenAction, testCvatTokenAction } from '@/app/(console)/settings/setup/actions';
import { TokenForm } from '@/components/setup/token-form';
import { TokenHelp } from '@/components/setup/token-help';
import { TokenTest } from '@/components/setup/token-test';
import { ActionRow } from '@/components/ui/action-row';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { Message } from '@/components/ui/message';
import { Notice } from '@/components/ui/notice';
import type { CvatTokenView } from '@/lib/domain/rows/cvat-token';
import { say, type Text } from '@/lib/domain/text';
import { setupQuery } from '@/lib/queries/setup';

/** CVAT's token: whose it is and whether it works, never its value; entered, tested, replaced and removed here by an administrator. */
export function TokenCard({ token, isAdmin }: { token: CvatTokenView; isAdmin: boolean }) {
  const t = useTranslations('setup.token');
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: setupQuery().queryKey });
  const test = useMutation({ mutationFn: testCvatTokenAction, onSettled });
  const remove = useMutation({ mutationFn: removeCvatTokenAction, onSettled });
  const isInUse = token.origin === 'entered' || token.origin === 'environment';
  const isKept = token.origin === 'entered' || token.origin === 'unreadable';
  const failed = [test.data, remove.data].find((answer) => answer && !answer.ok);
  const isBusy = test.isPending || remove.isPending;
  return (
    <Card labelledBy="cvat-token">
      <CardHead id="cvat-token" title={t('title')} note={t('gives')} level={2} />
      <div className="grid gap-3">
        <p className="text-sm">
          <Message text={stateText(token)} /> <span className="text-ink2">{token.origin === 'none' && t('without')}</span>
        </p>
        {isInUse && <TokenTest test={token.test} />}
        {isAdmin && (isInUse || isKept) && (
          <ActionRow>
            {isInUse && (
              <Button pending={test.isPending} disabled={isBusy} onClick={() => test.mutate()}>
                {t('test')}
              </Button>
            )}
            {isKept && (
              <Button pending={remove.isPending} disabled={isBusy} onClick={() => remove.mutate()}>
                {t('remove')}
              </Button>
            )}
          </ActionRow>
        )}
        {isAdmin && token.origin !== 'environment' && <TokenForm isKept={isKept} />}
        {!isAdmin && <p className="text-sm text-ink3">{t('adminOnly')}</p>}
        {isAdmin && token.origin !== 'environment' && <TokenHelp token={token} />}
        <Notice text={failed && !failed.ok ? failed.error.message : undefined} />
      </div>
    </Card>
  );
}

function stateText({ origin, unreadable, setAt, setBy }: CvatTokenView): Text {
  const since = { at: setAt ?? '', by: setBy ?? '' };
  if (origin !== 'unreadable') return say(`setup.token.state.${origin}`, since);
  // Without a record of who entered it there is nothing to say of them.
  return unreadable === 'other-secret' && setAt ? say('setup.token.state.other-secret', since) : say('setup.token.state.damaged');
}
