import { describe, expect, it } from 'vitest';
import { imagePullFailure as check } from '@/lib/checks/cluster/image-pull-failure';
import { container, event, pod, waitingPod } from '@/lib/checks/shared/fixtures/cluster-facts';
import { judge, minutesAgo, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';

const waiting = (message: string, image = 'cvat/server:v2.46.0', reason = 'ImagePullBackOff') =>
  waitingPod(reason, message, { name: 'p1', containers: [container({ image, ready: false, state: { kind: 'waiting', reason, message } })] });

describe('image-pull-failure', () => {
  it.each([
    ['toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit', 'rate-limit'],
    ['failed to resolve reference "docker.io/cvat/server:v2.46.0": docker.io/cvat/server:v2.46.0: not found', 'gone'],
    ['pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed', 'unauthorized'],
    ['dial tcp: lookup registry-1.docker.io: no such host', 'network'],
    ['write /var/lib/rancher/k3s/agent/containerd: no space left on device', 'no-space'],
    ['no match for platform in manifest: not found', 'platform'],
    ['Back-off pulling image "cvat/server:v2.46.0"', 'other'],
  ])('reads "%s" as %s', (message, cause) => {
    const finding = onlyFinding(check, { pods: [waiting(message)] });
    expect(finding.hints).toMatchObject({ cause, registry: 'docker.io', image: 'cvat/server:v2.46.0' });
    expect(finding.evidence[0]).toMatchObject({ observed: `ImagePullBackOff: ${message}`, bad: true });
  });

  it('knows an old Bitnami image and where its copy lies', () => {
    const finding = onlyFinding(check, { pods: [waiting('manifest unknown', 'docker.io/bitnami/redis:7.2.3')] });
    expect(sentence(finding.summary)).toContain('bitnamilegacy');
    expect(onlyFinding(check, { pods: [waiting('manifest unknown', 'docker.io/bitnamilegacy/redis:7.2.3')] }).hints?.cause).toBe('gone');
  });

  it('takes the cause from the events when the state only says that it waits', () => {
    const events = [event({ reason: 'Failed', message: 'Failed to pull image: toomanyrequests', subject: { kind: 'Pod', name: 'p1' }, lastAt: minutesAgo(2) })];
    const finding = onlyFinding(check, { pods: [waiting('Back-off pulling image')], events });
    expect(finding.hints?.cause).toBe('rate-limit');
    expect(finding.evidence.at(-1)).toMatchObject({ observed: 'Failed to pull image: toomanyrequests', at: minutesAgo(2) });
    const other = [event({ reason: 'Failed', message: 'toomanyrequests', subject: { kind: 'Pod', name: 'p2' } })];
    expect(onlyFinding(check, { pods: [waiting('Back-off pulling image')], events: other }).hints?.cause).toBe('other');
  });

  it('names the registry of an image that has one', () => {
    expect(onlyFinding(check, { pods: [waiting('unauthorized', 'registry.test:5000/team/yolo:1')] }).hints?.registry).toBe('registry.test:5000');
  });

  it('knows a name that cannot exist and an image that may not be pulled', () => {
    expect(onlyFinding(check, { pods: [waiting('', 'Cvat/Server', 'InvalidImageName')] }).hints?.cause).toBe('invalid-name');
    expect(onlyFinding(check, { pods: [waiting('', 'cvat/server:x', 'ErrImageNeverPull')] }).hints?.cause).toBe('never');
  });

  it('is silent on healthy pods and on a pod that was created a moment ago', () => {
    expect(judge(check, { pods: [pod()] }).kind).toBe('ok');
    expect(judge(check, { pods: [{ ...waiting('x', undefined, 'ErrImagePull'), createdAt: minutesAgo(0.2) }] }).kind).toBe('ok');
  });
});
