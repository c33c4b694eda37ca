import type { ContainerFact } from '@/lib/domain/facts/pod';

const WINDOW = 10 * 60_000;
/** One end may be an accident; from the second on, the moments it runs between two waits are part of the same fault. */
const ENOUGH = 2;

/**
 * Whether a container ends again and again. The kubelet says CrashLoopBackOff only while it waits; between two waits the container runs for a
 * moment, so a container counts as well that has ended often, lately, after a short run, and has not outlived that run by a minute.
 */
export function isCrashLooping(container: ContainerFact, restartLimit: number, now: number): boolean {
  if (container.state.reason === 'CrashLoopBackOff') return true;
  const last = container.state.kind === 'terminated' ? container.state : container.lastState;
  if (last?.kind !== 'terminated' || container.restarts < Math.min(restartLimit, ENOUGH)) return false;
  const ended = Date.parse(last.finishedAt ?? '');
  const ran = ended - Date.parse(last.startedAt ?? last.finishedAt ?? '');
  if (Number.isNaN(ended) || now - ended > WINDOW || ran > WINDOW) return false;
  const upFor = container.state.kind === 'running' ? now - Date.parse(container.state.startedAt ?? '') : 0;
  return !(container.ready && upFor > ran + 60_000);
}
