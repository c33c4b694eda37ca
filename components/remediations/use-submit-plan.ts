'use client';

import { useMutation } from '@tanstack/react-query';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { planAction } from '@/app/(console)/findings/actions';
import { submitAction } from '@/app/(console)/plans/actions';
import type { PlanView } from '@/lib/domain/rows/details';
import { say, type Text } from '@/lib/domain/text';

interface Submission {
  readonly confirmation?: string;
  readonly reason?: string;
}

interface SubmitPlan {
  submit(submission: Submission): void;
  readonly isSubmitting: boolean;
  readonly failure: Text | undefined;
}

/**
 * Runs a plan and goes to its run. When the world moved since it was planned, plans again and goes to the new plan: nothing runs that was
 * not shown.
 */
export function useSubmitPlan(view: PlanView): SubmitPlan {
  const router = useRouter();
  const [failure, setFailure] = useState<Text>();

  const planAnew = async (): Promise<Text | undefined> => {
    const { findingId, plan } = view;
    // An undo belongs to a run: it is planned anew from there.
    if (!findingId || plan.isUndo) return say('plan.outdated');
    const answer = await planAction({ findingId, remediationId: plan.remediationId, input: view.input ?? {} });
    if (!answer.ok) return answer.error.message;
    if (answer.data.kind === 'not-possible') return answer.data.reason;
    router.replace(`/plans/${answer.data.planId}?moved=1` as Route);
    return undefined;
  };

  const mutation = useMutation({
    mutationFn: async (submission: Submission) => {
      setFailure(undefined);
      const answer = await submitAction({ planId: view.id, digest: view.digest, ...submission });
      if (answer.ok) return router.push(`/runs/${answer.data.runId}` as Route);
      const isOutdated = answer.error.code === 'plan-changed' || answer.error.code === 'plan-expired';
      setFailure(isOutdated ? await planAnew() : answer.error.message);
    },
    onError: () => setFailure(say('errors.no-answer')),
  });
  return { submit: mutation.mutate, isSubmitting: mutation.isPending, failure };
}
