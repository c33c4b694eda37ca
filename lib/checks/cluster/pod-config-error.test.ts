import { describe, expect, it } from 'vitest';
import { podConfigError as check } from '@/lib/checks/cluster/pod-config-error';
import { backend, backendLabels, pod, waitingPod } from '@/lib/checks/shared/fixtures/cluster-facts';
import { findingsOf, judge, minutesAgo, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { release } from '@/lib/checks/shared/fixtures/release-facts';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';

const REASON = 'CreateContainerConfigError';
const namedUser =
  'container has runAsNonRoot and image has non-numeric user (django), cannot verify user is non-root (pod: "cvat-backend-worker-import", container: cvat-backend)';

describe('pod-config-error', () => {
  it('reports a user that cannot be verified, with the number to set', () => {
    const finding = onlyFinding(check, { pods: [waitingPod(REASON, namedUser)] });
    expect(finding.subject).toMatchObject({ kind: 'Deployment', apiVersion: 'apps/v1', name: 'cvat-backend-worker-import' });
    expect(sentence(finding.summary)).toContain('USER django');
    expect(finding.evidence[0]).toMatchObject({ observed: namedUser, bad: true });
    expect(finding.hints).toMatchObject({ workload: 'cvat-backend-worker-import', container: 'cvat-backend', user: 'django', runAsUser: '1000' });
    expect(finding.since).toBe(minutesAgo(70));
  });

  it('makes one finding of all pods of a workload and names each pod', () => {
    const pods = [waitingPod(REASON, namedUser, { name: 'a' }), waitingPod(REASON, namedUser, { name: 'b' })];
    const finding = onlyFinding(check, { pods });
    expect(finding.evidence.filter((e) => e.bad).map((e) => e.source.detail)).toEqual(['pods/a, container cvat-backend', 'pods/b, container cvat-backend']);
  });

  it.each([
    ['secret "cvat-redis-secret" not found', 'Secret cvat-redis-secret is missing'],
    ['configmap "cvat-vector-config" not found', 'ConfigMap cvat-vector-config is missing'],
    ["couldn't find key password in Secret cvat/cvat-redis-secret", 'cvat/cvat-redis-secret has no key password'],
    ['container has runAsNonRoot and image will run as root', 'its image runs as root'],
    ['something else', 'its container cannot be created'],
  ])('reads "%s"', (message, words) => {
    expect(sentence(onlyFinding(check, { pods: [waitingPod(REASON, message)] }).title)).toContain(words);
  });

  it('does not offer a number for an image whose user it does not know', () => {
    const finding = onlyFinding(check, { pods: [waitingPod(REASON, namedUser.replace('django', 'app'))] });
    expect(finding.hints?.runAsUser).toBeUndefined();
  });

  it('is critical only where nothing of an essential workload serves any more', () => {
    const of = (component: string) => waitingPod(REASON, namedUser, { labels: backendLabels(component), workload: { kind: 'Deployment', name: component } });
    expect(onlyFinding(check, { pods: [of('worker-import')] }).severity).toBe('warning');
    expect(onlyFinding(check, { pods: [of('server')] }).severity).toBe('critical');
    const other = pod({ name: 'old', labels: backendLabels('server'), workload: { kind: 'Deployment', name: 'server' } });
    expect(onlyFinding(check, { pods: [of('server'), other] }).severity).toBe('warning');
  });

  it('folds under the version skew that explains it, and only then', () => {
    const pods = [waitingPod(REASON, namedUser)];
    const old = { pods, workloads: [backend('worker-import', {}, 'cvat/server:v2.39.0')], helmRelease: release('0.17.1') };
    expect(onlyFinding(check, old).causedBy).toMatchObject({ checkId: 'chart-image-skew', subject: { kind: 'HelmRelease', name: 'cvat' } });
    expect(onlyFinding(check, { ...old, workloads: [backend('worker-import')] }).causedBy).toBeUndefined();
    expect(onlyFinding(check, { ...old, pods: [waitingPod(REASON, 'secret "x" not found')] }).causedBy).toBeUndefined();
  });

  it('is silent on healthy pods, on other reasons and on pods that are on their way out', () => {
    expect(judge(check, { pods: [pod(), waitingPod('ContainerCreating', '')] }).kind).toBe('ok');
    expect(findingsOf(check, { pods: [waitingPod(REASON, namedUser, { deletingSince: minutesAgo(1) })] })).toEqual([]);
  });
});
