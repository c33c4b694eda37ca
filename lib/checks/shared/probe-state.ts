import type { CheckContext } from '@/lib/checks/check';
import type { EventFact } from '@/lib/domain/facts/cluster';
import type { ContainerFact, PodFact } from '@/lib/domain/facts/pod';
import { findCondition, type ProbeFact } from '@/lib/domain/facts/template';
import { readProbeMessage } from './probe-message';

/** Words of each: `checks.probe-failing.title`, `.summary`. */
export type ProbeFailure = 'refused-undeclared' | 'refused' | 'slow' | 'http-status' | 'command' | 'other';

export interface FailingProbe {
  readonly container: ContainerFact;
  readonly probe: 'liveness' | 'readiness' | 'startup';
  readonly kind: ProbeFailure;
  readonly declared: ProbeFact | undefined;
  readonly port: number | undefined;
  readonly status: number | undefined;
  readonly event: EventFact | undefined;
  readonly since: string | undefined;
}

/** A start may take this long before slowness is called a fault: large models load, the server collects its static files. */
const START_GRACE = 120_000;
/** An event older than this tells of another time; the kubelet waits up to five minutes between two starts of a container it had to kill. */
const EVENT_WINDOW = 5 * 60_000;
const KILLED_WINDOW = 11 * 60_000;
/** So many failed liveness probes are no accident, even while the container is ready. */
const LIVENESS_COUNT = 3;

/**
 * Whether a container's probe fails for longer than a start or a hiccup takes, and how. A container that waits or ended is the subject of other
 * checks, unless its liveness probe is what ends it. Without events (they are kept for an hour, and may not be read) only "not ready" is known.
 */
export function failingProbeOf(pod: PodFact, container: ContainerFact, events: readonly EventFact[], ctx: CheckContext): FailingProbe | undefined {
  if (container.init) return undefined;
  const runs = container.state.kind === 'running';
  const told = probeEventsOf(pod, container, events, ctx.now - (runs ? EVENT_WINDOW : KILLED_WINDOW));
  const deadly = told.find((e) => readProbeMessage(e.message)?.probe === 'liveness' && e.count >= LIVENESS_COUNT && !hasRecovered(container, e, ctx.now));
  // Where the liveness probe ends the container, that is what has to be told, also while readiness fails beside it.
  const event = deadly ?? told[0];
  const message = event && readProbeMessage(event.message);
  const notReady = runs && !container.ready && container.readiness !== undefined;
  const dying = deadly !== undefined;
  if (!notReady && !dying) return undefined;
  const probe = message?.probe ?? 'readiness';
  const declared = probe === 'liveness' ? container.liveness : (container.readiness ?? container.liveness);
  const port = message?.port ?? (typeof declared?.port === 'number' ? declared.port : undefined);
  const kind = kindOf(message?.kind, port, container.ports);
  const since = notReady
    ? (findCondition(pod.conditions, 'ContainersReady')?.lastTransitionAt ?? findCondition(pod.conditions, 'Ready')?.lastTransitionAt)
    : event?.firstAt;
  if (!dying && !lastsTooLong(container, kind, since, declared, ctx)) return undefined;
  return { container, probe, kind, declared, port, status: message?.status, event, since: since ?? container.state.startedAt };
}

function kindOf(kind: ProbeFailure | undefined, port: number | undefined, declared: readonly number[]): ProbeFailure {
  if (kind !== 'refused') return kind ?? 'other';
  return port !== undefined && declared.length > 0 && !declared.includes(port) ? 'refused-undeclared' : 'refused';
}

/** Counted from the moment it stopped being ready; while it never was, from its start, with what its probe allows for that. */
function lastsTooLong(container: ContainerFact, kind: ProbeFailure, since: string | undefined, declared: ProbeFact | undefined, ctx: CheckContext): boolean {
  const patience = ctx.thresholds.probeFailureSeconds * 1000;
  const started = Date.parse(container.state.startedAt ?? '');
  const turned = Date.parse(since ?? '');
  const allowed = ((declared?.initialDelaySeconds ?? 0) + (declared?.periodSeconds ?? 10) * (declared?.failureThreshold ?? 3)) * 1000;
  // A port that the container does not declare will not open later.
  const grace = kind === 'refused-undeclared' ? 0 : Math.max(allowed, START_GRACE);
  const wasReady = !Number.isNaN(turned) && !Number.isNaN(started) && turned > started + 5000;
  const from = wasReady ? turned : started;
  return Number.isNaN(from) || ctx.now - from >= (wasReady ? 0 : grace) + patience;
}

/** Started anew after the probe last failed, and well for a minute. */
function hasRecovered(container: ContainerFact, event: EventFact, now: number): boolean {
  const started = Date.parse(container.state.startedAt ?? '');
  return container.ready && started > Date.parse(event.lastAt) && now - started >= 60_000;
}

/** Newest first. */
function probeEventsOf(pod: PodFact, container: ContainerFact, events: readonly EventFact[], notBefore: number): EventFact[] {
  return events
    .filter((e) => e.reason === 'Unhealthy' && e.subject.kind === 'Pod' && e.subject.name === pod.name && Date.parse(e.lastAt) >= notBefore)
    .filter((e) => e.subject.container === undefined || e.subject.container.includes(container.name))
    .sort((a, b) => Date.parse(b.lastAt) - Date.parse(a.lastAt));
}
