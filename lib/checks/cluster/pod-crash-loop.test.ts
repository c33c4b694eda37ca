import { describe, expect, it } from 'vitest';
import { podCrashLoop as check } from '@/lib/checks/cluster/pod-crash-loop';
import { container, event, pod, waitingPod } from '@/lib/checks/shared/fixtures/cluster-facts';
import { judge, minutesAgo, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';
import type { ContainerFact, ContainerState } from '@/lib/domain/facts/pod';

const ended = (more: Partial<ContainerState> = {}): ContainerState => ({
  kind: 'terminated',
  exitCode: 1,
  reason: 'Error',
  startedAt: minutesAgo(2),
  finishedAt: minutesAgo(1.7),
  ...more,
});
const looping = (more: Partial<ContainerFact> = {}) =>
  waitingPod('CrashLoopBackOff', 'back-off 5m0s restarting failed container', {
    name: 'cvat-vector-0',
    labels: { 'app.kubernetes.io/name': 'vector' },
    workload: { kind: 'StatefulSet', name: 'cvat-vector' },
    containers: [
      container({
        name: 'vector',
        ready: false,
        restarts: 7,
        state: { kind: 'waiting', reason: 'CrashLoopBackOff' },
        lastState: ended(),
        limits: { memory: '64Mi' },
        ...more,
      }),
    ],
  });
const crashLogs = { 'cvat/cvat-vector-0/vector': ['INFO starting', 'ERROR vector::cli: Configuration error. error=No sources defined in the config.'] };

describe('pod-crash-loop', () => {
  it('reports how the container ended and what it wrote last', () => {
    const finding = onlyFinding(check, { pods: [looping()], crashLogs });
    expect(sentence(finding.title)).toBe('cvat-vector keeps ending: its configuration is empty');
    expect(finding.subject).toMatchObject({ kind: 'StatefulSet', name: 'cvat-vector' });
    expect(finding.evidence.map((e) => e.observed)).toEqual(
      expect.arrayContaining(['CrashLoopBackOff', '7', 'exit 1, Error', crashLogs['cvat/cvat-vector-0/vector'][1]]),
    );
    expect(finding.evidence.find((e) => e.observed === 'exit 1, Error')?.at).toBe(minutesAgo(1.7));
    expect(finding.since).toBe(minutesAgo(70));
  });

  it.each([
    [{ exitCode: 137, reason: 'OOMKilled' }, [], 'cvat-vector keeps running out of memory'],
    [{ exitCode: 127 }, [], 'cvat-vector keeps ending: its command cannot be run'],
    [{ exitCode: 139 }, [], 'cvat-vector keeps crashing'],
    [{ exitCode: 137 }, [], 'cvat-vector keeps being killed'],
    [{ exitCode: 0, reason: 'Completed' }, [], 'cvat-vector keeps ending without an error'],
    [{ exitCode: 3 }, [], 'cvat-vector keeps ending with exit code 3'],
    [{}, ['IO error: No space left on device'], 'cvat-vector keeps ending: its disk is full'],
    [{}, ['/var/lib/kvrocks/db/LOG: Permission denied'], 'cvat-vector keeps ending: it may not read or write its files'],
    [{}, ['dial tcp 10.43.28.54:5432: connect: connection refused'], 'cvat-vector keeps ending: it cannot reach something it needs'],
  ])('tells %o with log %o apart', (end, lines, title) => {
    const finding = onlyFinding(check, { pods: [looping({ lastState: ended(end) })], crashLogs: { 'cvat/cvat-vector-0/vector': lines } });
    expect(sentence(finding.title)).toBe(title);
  });

  it('still reports it in the moment between two waits', () => {
    const between = looping({ state: { kind: 'running', startedAt: minutesAgo(0.1) } });
    expect(judge(check, { pods: [between] }).kind).toBe('found');
  });

  it('is silent once the container has outlived its last run, or ended only now and then', () => {
    const up = { ready: true, state: { kind: 'running' as const, startedAt: minutesAgo(1.6) } };
    expect(judge(check, { pods: [looping(up)] }).kind).toBe('ok');
    expect(judge(check, { pods: [looping({ ...up, ready: false, restarts: 1 })] }).kind).toBe('ok');
    expect(judge(check, { pods: [looping({ ...up, ready: false, lastState: ended({ startedAt: minutesAgo(700), finishedAt: minutesAgo(1) }) })] }).kind).toBe(
      'ok',
    );
    expect(judge(check, { pods: [pod()] }).kind).toBe('ok');
  });

  it('folds under the probe that kills it', () => {
    const events = [
      event({ message: 'Liveness probe failed: Get "http://10.42.0.9:8000/": context deadline exceeded', subject: { kind: 'Pod', name: 'cvat-vector-0' } }),
    ];
    const killed = looping({ lastState: ended({ exitCode: 137 }) });
    expect(onlyFinding(check, { pods: [killed], events }).causedBy).toMatchObject({ checkId: 'probe-failing', subject: { name: 'cvat-vector' } });
    expect(onlyFinding(check, { pods: [killed] }).causedBy).toBeUndefined();
  });

  it('makes one finding of all containers of a workload', () => {
    const [first] = looping().containers;
    const two = looping();
    expect(
      onlyFinding(check, { pods: [{ ...two, containers: first ? [first, { ...first, name: 'second' }] : [] }] }).evidence.filter((e) => e.bad),
    ).toHaveLength(2);
  });
});
