'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { stopAction } from '@/app/(console)/runs/actions';
import { useActor } from '@/components/providers/actor-provider';
import { ActionRow } from '@/components/ui/action-row';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { whyNotDone } from '@/components/ui/why-not-done';
import type { RunRow } from '@/lib/domain/rows/topics';

/** Stops before the next step; what is done stays done, and the run ends as interrupted. */
export function StopButton({ run }: { run: RunRow }) {
  const t = useTranslations('run.stop');
  const mayOperate = useActor().permissions.includes('operate');
  const stop = useMutation({ mutationFn: () => stopAction({ runId: run.id }) });
  const isAsked = stop.data?.ok === true;
  const failure = whyNotDone(stop);
  const off = !mayOperate ? t('role') : !run.canStop ? t('tooLate') : isAsked ? t('asked') : undefined;
  return (
    <div className="mt-3">
      <ActionRow note={off ?? t('note')}>
        <Button pending={stop.isPending} offBecause={off} onClick={() => stop.mutate()}>
          {t('button')}
        </Button>
      </ActionRow>
      <Notice text={failure} />
    </div>
  );
}
