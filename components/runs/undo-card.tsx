'use client';

import { useMutation } from '@tanstack/react-query';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { planUndoAction } from '@/app/(console)/runs/actions';
import { useActor } from '@/components/providers/actor-provider';
import { offReasonOf } from '@/components/remediations/off-reason';
import { isGoing } from '@/components/runs/is-going';
import { useHead } from '@/components/shell/use-head';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { LinkButton } from '@/components/ui/link-button';
import { Message } from '@/components/ui/message';
import { Notice } from '@/components/ui/notice';
import { useMessage } from '@/components/ui/use-message';
import type { RunRow } from '@/lib/domain/rows/topics';
import { say, type Text } from '@/lib/domain/text';

/** Taking a run back is a plan of its own: read first, then run. */
export function UndoCard({ run }: { run: RunRow }) {
  const t = useTranslations('run.undo');
  const sayText = useMessage();
  const router = useRouter();
  const actor = useActor();
  const { isLive } = useHead();
  const [failure, setFailure] = useState<Text>();
  const undo = useMutation({
    mutationFn: async () => {
      setFailure(undefined);
      const answer = await planUndoAction({ runId: run.id });
      if (!answer.ok) return setFailure(answer.error.message);
      if (answer.data.kind === 'not-possible') return setFailure(answer.data.reason);
      router.push(`/plans/${answer.data.planId}` as Route);
    },
    onError: () => setFailure(say('errors.no-answer')),
  });
  if (isGoing(run.status)) return null;
  const linked = run.undoneByRunId ?? run.undoOfRunId;
  const off = offReasonOf({}, { actor, isLive });
  return (
    <Card labelledBy="undo">
      <CardHead id="undo" title={t('title')} />
      {linked && <LinkButton href={`/runs/${linked}` as Route}>{t(run.undoneByRunId ? 'undoneBy' : 'undoOf')}</LinkButton>}
      {!linked && !run.canUndo && <p className="text-sm text-ink2">{t('none')}</p>}
      {!linked && run.canUndo && (
        <>
          <p className="mb-3 text-sm text-ink2">{off ? <Message text={off} /> : t('text')}</p>
          <Button pending={undo.isPending} offBecause={off && sayText(off)} onClick={() => undo.mutate()}>
            {t('button')}
          </Button>
        </>
      )}
      <Notice text={failure} />
    </Card>
  );
}
