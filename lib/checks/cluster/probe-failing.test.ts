import { describe, expect, it } from 'vitest';
import { probeFailing as check } from '@/lib/checks/cluster/probe-failing';
import { condition, container, event, pod, template, templateContainer, workload } from '@/lib/checks/shared/fixtures/cluster-facts';
import { judge, minutesAgo, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { release } from '@/lib/checks/shared/fixtures/release-facts';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';
import type { ContainerFact, PodFact } from '@/lib/domain/facts/pod';

const probe = { kind: 'tcp', port: 8000, periodSeconds: 10, timeoutSeconds: 1, failureThreshold: 5, initialDelaySeconds: 0 } as const;
const frontend = (own: Partial<ContainerFact> = {}, more: Partial<PodFact> = {}) =>
  pod({
    name: 'cvat-frontend-1',
    labels: { app: 'cvat-app', tier: 'frontend' },
    workload: { kind: 'Deployment', name: 'cvat-frontend' },
    conditions: [condition('Ready', 'False', { lastTransitionAt: minutesAgo(10) })],
    containers: [
      container({
        name: 'web',
        image: 'cvat/ui:v2.46.0',
        ready: false,
        ports: [80],
        readiness: probe,
        liveness: probe,
        state: { kind: 'running', startedAt: minutesAgo(60) },
        ...own,
      }),
    ],
    ...more,
  });
const says = (message: string, more = {}) => [event({ message, subject: { kind: 'Pod', name: 'cvat-frontend-1' }, ...more })];
const refused = 'Readiness probe failed: dial tcp 10.42.0.9:8000: connect: connection refused';

describe('probe-failing', () => {
  it('reports a probe on a port that the container does not declare', () => {
    const finding = onlyFinding(check, { pods: [frontend()], events: says(refused) });
    expect(sentence(finding.title)).toBe('cvat-frontend is probed on port 8000, where it does not listen');
    expect(finding.severity).toBe('critical');
    expect(finding.evidence[0]).toMatchObject({ observed: `${refused} (4 times)`, bad: true, at: minutesAgo(0) });
    expect(finding.hints).toMatchObject({ cause: 'refused-undeclared', port: '8000', declaredPorts: '80', container: 'web', probe: 'readiness' });
    expect(finding.since).toBe(minutesAgo(10));
    expect(finding.chain?.map((l) => l.state)).toEqual(['good', 'broken', 'follows', 'follows']);
  });

  it.each([
    [
      'Readiness probe failed: Get "http://10.42.0.9:80/": dial tcp 10.42.0.9:80: connect: connection refused',
      'refused',
      'cvat-frontend refuses its readiness probe on port 80',
    ],
    [
      'Readiness probe failed: Get "http://10.42.0.9:8000/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
      'slow',
      'cvat-frontend answers its readiness probe too late',
    ],
    ['Readiness probe failed: HTTP probe failed with statuscode: 503', 'http-status', 'cvat-frontend answers its readiness probe with 503'],
    ['Readiness probe failed: NOAUTH', 'command', 'cvat-frontend fails its readiness command'],
    ['Readiness probe failed: command timed out: "redis-cli" timed out after 1s', 'slow', 'cvat-frontend answers its readiness probe too late'],
  ])('reads "%s" as %s', (message, cause, title) => {
    const finding = onlyFinding(check, { pods: [frontend()], events: says(message) });
    expect(finding.hints?.cause).toBe(cause);
    expect(sentence(finding.title)).toBe(title);
  });

  it('says only that it is not ready where no event tells more', () => {
    const finding = onlyFinding(check, { pods: [frontend()] });
    expect(sentence(finding.title)).toBe('cvat-frontend runs and is not ready');
    expect(judge(check, { pods: [frontend()], events: says(refused, { lastAt: minutesAgo(40) }) })).toMatchObject({
      findings: [{ hints: { cause: 'other' } }],
    });
  });

  it('reports liveness failures of a container that is ready', () => {
    const ready = frontend({ ready: true }, { conditions: [condition('Ready', 'True')] });
    const dying = says('Liveness probe failed: HTTP probe failed with statuscode: 500', { firstAt: minutesAgo(6) });
    expect(onlyFinding(check, { pods: [ready], events: dying })).toMatchObject({ severity: 'warning', since: minutesAgo(6), hints: { probe: 'liveness' } });
    expect(judge(check, { pods: [ready], events: says('Liveness probe failed: HTTP probe failed with statuscode: 500', { count: 1 }) }).kind).toBe('ok');
  });

  it('gives a start its time, but none to a port that will never open', () => {
    const starting = frontend(
      { state: { kind: 'running', startedAt: minutesAgo(1) } },
      { conditions: [condition('Ready', 'False', { lastTransitionAt: minutesAgo(1) })] },
    );
    expect(judge(check, { pods: [starting], events: says('Readiness probe failed: HTTP probe failed with statuscode: 503') }).kind).toBe('ok');
    expect(judge(check, { pods: [starting], events: says(refused) }).kind).toBe('found');
  });

  it('gives a hiccup its time', () => {
    const hiccup = frontend({}, { conditions: [condition('Ready', 'False', { lastTransitionAt: minutesAgo(0.3) })] });
    expect(judge(check, { pods: [hiccup] }).kind).toBe('ok');
  });

  it('still names the probe while the container it killed waits for its next start', () => {
    const killed = frontend({ state: { kind: 'waiting', reason: 'CrashLoopBackOff' } });
    const dying = [
      ...says(refused, { lastAt: minutesAgo(7) }),
      ...says('Liveness probe failed: dial tcp 10.42.0.9:8000: connect: connection refused', { lastAt: minutesAgo(7) }),
    ];
    expect(onlyFinding(check, { pods: [killed], events: dying }).hints).toMatchObject({ probe: 'liveness', cause: 'refused-undeclared' });
  });

  it('is silent once the container was started anew and is well', () => {
    const well = frontend({ ready: true, state: { kind: 'running', startedAt: minutesAgo(2) } }, { conditions: [condition('Ready', 'True')] });
    expect(judge(check, { pods: [well], events: says('Liveness probe failed: HTTP probe failed with statuscode: 500', { lastAt: minutesAgo(3) }) }).kind).toBe(
      'ok',
    );
  });

  it('leaves containers that wait, and pods without a probe, to others', () => {
    expect(judge(check, { pods: [frontend({ state: { kind: 'waiting', reason: 'CrashLoopBackOff' } })], events: says(refused) }).kind).toBe('ok');
    const { readiness: _, ...bare } = container({ ready: false });
    expect(judge(check, { pods: [frontend({}, { containers: [bare] })] }).kind).toBe('ok');
  });

  it('folds under the version skew that moved the port', () => {
    const labels = { app: 'cvat-app', tier: 'frontend' };
    const ui = workload({ name: 'cvat-frontend', labels, template: template({ labels, containers: [templateContainer({ image: 'cvat/ui:v2.39.0' })] }) });
    const facts = { pods: [frontend({ ports: [8000] })], events: says(refused), workloads: [ui], helmRelease: release('0.17.1') };
    expect(onlyFinding(check, facts).causedBy).toMatchObject({ checkId: 'chart-image-skew' });
    expect(onlyFinding(check, { ...facts, events: says('Readiness probe failed: HTTP probe failed with statuscode: 503') }).causedBy).toBeUndefined();
  });
});
