'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { planAction } from '@/app/(console)/findings/actions';
import { say, type Text } from '@/lib/domain/text';

interface PlanFix {
  plan(remediationId: string, input?: Record<string, unknown>): void;
  readonly isPlanning: boolean;
  /** Why the last try gave no plan. */
  readonly failure: Text | undefined;
  /** What was wrong with single fields of the form, by name. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Plans a fix of one finding and goes to the plan. Changes nothing in the cluster. */
export function usePlanFix(findingId: string): PlanFix {
  const router = useRouter();
  const [isPlanning, start] = useTransition();
  const [failure, setFailure] = useState<Text>();
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  return {
    isPlanning,
    failure,
    fields,
    plan(remediationId, input = {}) {
      start(async () => {
        setFailure(undefined);
        setFields({});
        const answer = await planAction({ findingId, remediationId, input }).catch(() => undefined);
        if (!answer) return setFailure(say('errors.no-answer'));
        if (!answer.ok) {
          setFields(answer.error.fields ?? {});
          return setFailure(answer.error.message);
        }
        if (answer.data.kind === 'not-possible') return setFailure(answer.data.reason);
        router.push(`/plans/${answer.data.planId}` as Route);
      });
    },
  };
}
