import type { ContainerFact, PodFact } from '@/lib/domain/facts/pod';
import { findCondition } from '@/lib/domain/facts/template';

/** A pod in one word, as kubectl would say it, with its tone and the kubelet's own sentence. */
export interface PodState {
  readonly word: string;
  readonly tone: 'ok' | 'warn' | 'bad' | 'off' | 'unknown';
  readonly message?: string;
}

/** Waiting reasons that mean "on its way"; every other one means that something is wrong. */
const onItsWay = new Set(['ContainerCreating', 'PodInitializing']);

/** The one definition of how a pod is doing: rows, models and the map all use it. */
export function podState(pod: PodFact): PodState {
  if (pod.deletingSince) return { word: 'Terminating', tone: 'off' };
  if (pod.phase === 'Succeeded') return { word: 'Completed', tone: 'off' };
  if (pod.phase === 'Failed') return state(pod.reason ?? failedWord(pod) ?? 'Failed', 'bad', pod.message);
  const broken = pod.containers.map(brokenState).find((s) => s !== undefined);
  if (broken) return broken;
  const scheduled = findCondition(pod.conditions, 'PodScheduled');
  if (scheduled?.status === 'False') return state(scheduled.reason === 'Unschedulable' ? 'Unschedulable' : 'Pending', 'bad', scheduled.message);
  const starting = pod.containers.find((c) => c.state.kind === 'waiting');
  if (starting || pod.phase === 'Pending') return state(starting?.state.reason ?? 'Pending', 'warn', starting?.state.message);
  if (pod.phase === 'Unknown') return state('Unknown', 'unknown', pod.message);
  const main = pod.containers.filter((c) => !c.init);
  return main.length > 0 && main.every((c) => c.ready) ? { word: 'Running', tone: 'ok' } : { word: 'NotReady', tone: 'warn' };
}

/** Ready and serving. */
export function isPodReady(pod: PodFact): boolean {
  return podState(pod).tone === 'ok';
}

/** Restarts of all containers, and when the last one was. */
export function podRestarts(pod: PodFact): { readonly count: number; readonly lastAt?: string } {
  const count = pod.containers.reduce((sum, c) => sum + c.restarts, 0);
  const lastAt = pod.containers
    .flatMap((c) => (c.restarts > 0 ? (c.lastState?.finishedAt ?? []) : []))
    .sort()
    .at(-1);
  return lastAt ? { count, lastAt } : { count };
}

function brokenState({ init, state: now, lastState }: ContainerFact): PodState | undefined {
  if (now.kind === 'waiting' && now.reason && !onItsWay.has(now.reason)) return state(now.reason, 'bad', now.message ?? lastState?.message);
  if (now.kind === 'terminated' && (now.exitCode ?? 0) !== 0) return state(now.reason ?? `Exit ${now.exitCode}`, 'bad', now.message);
  if (now.kind === 'terminated' && !init) return state(now.reason ?? 'Completed', 'warn', now.message);
  return undefined;
}

function failedWord(pod: PodFact): string | undefined {
  return pod.containers.map((c) => c.state.reason).find((reason) => reason !== undefined && reason !== 'Completed');
}

function state(word: string, tone: PodState['tone'], message: string | undefined): PodState {
  return message ? { word, tone, message } : { word, tone };
}
