import type { LiveObject } from '@/lib/domain/ports/readers';

interface FunctionStatus {
  readonly state?: string;
  readonly message?: string;
  readonly logs?: readonly { readonly err?: string; readonly message?: string }[];
}

/** States in which Nuclio is at work; every other one is at rest. */
const AT_WORK = new Set([
  'waitingForBuild',
  'building',
  'waitingForResourceConfiguration',
  'waitingForScaleResourceFromZero',
  'waitingForScaleResourceToZero',
  'configuringResources',
]);

export function functionState(object: LiveObject): string | undefined {
  return ((object.status ?? {}) as FunctionStatus).state;
}

export function isAtWork(state: string | undefined): boolean {
  return state !== undefined && AT_WORK.has(state);
}

/** Nuclio's own word for what went wrong. The last log entry's `err` comes first: `message` is often overwritten with a bare line break. */
export function functionCause(object: LiveObject): string {
  const { logs, message } = (object.status ?? {}) as FunctionStatus;
  const text = logs?.at(-1)?.err ?? message ?? '';
  return (
    text
      .split('\n')
      .map((line) => line.trim())
      .find((line) => line !== '')
      ?.slice(0, 300) ?? ''
  );
}
