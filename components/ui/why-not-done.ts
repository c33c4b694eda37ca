import type { ActionAnswer } from '@/lib/domain/action-answer';
import { say, type Text } from '@/lib/domain/text';

/** Why a server action did nothing, or undefined while there is nothing to say. Where no answer came nobody knows what was done, and that is said too. */
export function whyNotDone({ isError, data }: { readonly isError: boolean; readonly data: ActionAnswer<unknown> | undefined }): Text | undefined {
  if (isError) return say('errors.no-answer');
  return data && !data.ok ? data.error.message : undefined;
}
