import type { Clock } from '@/lib/domain/clock';
import type { Evidence } from '@/lib/domain/finding';
import type { OperationKind, OperationOf } from '@/lib/domain/operation';
import type { Preview } from '@/lib/domain/plan';
import type { PodExec } from '@/lib/domain/ports/pod-exec';
import type { Readers } from '@/lib/domain/ports/readers';
import type { DryRunWriter, Writers } from '@/lib/domain/ports/writers';
import type { Text } from '@/lib/domain/text';

export type StepPreview = Omit<Preview['steps'][number], 'stepId'>;

export interface PreviewContext {
  readonly readers: Readers;
  readonly dryRun: DryRunWriter;
}

export interface StepContext {
  readonly readers: Readers;
  readonly writers: Writers;
  readonly exec: PodExec;
  readonly clock: Clock;
  /** Aborted when somebody stops the run. Waits honour it; a call that changes something is never cut off. */
  readonly signal: AbortSignal;
  /** Says how far it is. */
  note(text: Text): Promise<void>;
  /**
   * Makes the one call that changes something. It is on record before it leaves. When it ends without an answer (connection lost, 5xx), the
   * runner ends the run as unknown; a step must not catch that.
   */
  call<T>(description: string, send: () => Promise<T>): Promise<T>;
}

export interface StepEnd {
  readonly state: 'done' | 'skipped';
  readonly note?: Text;
}

/** Found by reading the target: whether a step whose answer was lost has happened. */
export type StepFound = 'applied' | 'not-applied' | 'undeterminable';

/** What is known about one kind of operation. */
export interface Step<K extends OperationKind> {
  readonly kind: K;
  /** False for waits and questions: they leave nothing behind. */
  readonly changes: boolean;
  title(operation: OperationOf<K>): Text;
  preview(operation: OperationOf<K>, context: PreviewContext): Promise<StepPreview>;
  /** Throws AppError. Checks by itself that its precondition still holds, and does nothing twice. */
  execute(operation: OperationOf<K>, context: StepContext): Promise<StepEnd>;
  reconcile(operation: OperationOf<K>, readers: Readers): Promise<StepFound>;
  /** What stands in the target now, for the record of before and after. */
  effect?(operation: OperationOf<K>, readers: Readers, at: string): Promise<readonly Evidence[]>;
}

/** The preview of a step that nothing can simulate. */
export const notSimulated: StepPreview = { simulated: false, diff: [], warnings: [] };

/** Gives a step its exact type. */
export function defineStep<K extends OperationKind>(step: Step<K>): Step<K> {
  return step;
}
