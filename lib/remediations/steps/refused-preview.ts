import { hasCode } from '@/lib/domain/errors';
import type { StepPreview } from '@/lib/remediations/steps/step';

/** What a step shows whose dry run the API server refused. An error that is no refusal is thrown on. */
export function refusedPreview(object: string, error: unknown): StepPreview {
  if (!hasCode(error, 'cluster-denied', 'cluster-invalid', 'cluster-conflict', 'target-gone', 'not-found')) throw error;
  const outdated = hasCode(error, 'cluster-conflict');
  return { simulated: true, diff: [], object, warnings: [], refused: error.userMessage, ...(outdated && { outdated }) };
}
