import { describe, expect, it } from 'vitest';
import { serverUnreachable as check } from '@/lib/checks/cvat/server-unreachable';
import { backend, backendLabels, condition, pod, service } from '@/lib/checks/shared/fixtures/cluster-facts';
import { contextOf, minutesAgo, NOW } from '@/lib/checks/shared/fixtures/judge';
import { assertSpoken, sentence } from '@/lib/checks/shared/fixtures/spoken';
import type { ErrorCode } from '@/lib/domain/errors';
import type { PodFact } from '@/lib/domain/facts/pod';
import { known, type Part, unknown } from '@/lib/domain/part';
import type { SnapshotData } from '@/lib/domain/snapshot';

const api = { kind: 'api-server' } as const;
const server = (ready: boolean): PodFact =>
  pod({ name: 'cvat-backend-server-1', labels: backendLabels('server'), conditions: [condition('Ready', ready ? 'True' : 'False')] });
const about = (reason: ErrorCode) => unknown(reason, minutesAgo(8), { kind: 'cvat', detail: 'http://cvat-backend-service:8080' });

function judge(cvatAbout: Part<SnapshotData['cvatAbout']>, pods: readonly PodFact[] = [server(true)], readyEndpoints = 1) {
  const services = [service({ name: 'cvat-backend-service', namespace: 'cvat', selector: backendLabels('server'), readyEndpoints })];
  const verdict = check.evaluate(
    { cvatAbout, pods: known(pods, NOW, api), workloads: known([backend('server')], NOW, api), services: known(services, NOW, api) },
    contextOf(),
  );
  assertSpoken(check.id, verdict);
  return verdict;
}
const finding = (...args: Parameters<typeof judge>) => {
  const verdict = judge(...args);
  if (verdict.kind !== 'found') throw new Error(verdict.kind);
  return verdict.findings[0];
};

describe('server-unreachable', () => {
  it('reports a silent server as the effect of its pods when none is ready', () => {
    const found = finding(about('cvat-unreachable'), [server(false)], 0);
    expect(found).toMatchObject({ severity: 'critical', since: minutesAgo(8), subject: { kind: 'Server', name: 'cvat' } });
    expect(found.evidence[0]).toMatchObject({ observed: 'cvat-unreachable', bad: true, source: { detail: 'http://cvat-backend-service:8080' } });
    expect(found.causedBy?.subject).toMatchObject({ kind: 'Deployment', name: 'cvat-backend-server' });
    expect(found.chain?.map((l) => l.state)).toEqual(['broken', 'follows', 'follows', 'follows']);
  });

  it('takes a Service without a ready pod behind it for silence: there is nobody to forward to', () => {
    expect(finding(about('endpoint-unreachable'), [server(false)], 0)).toMatchObject({ severity: 'critical' });
  });

  it('says that the pods are ready when they are, and puts the fault behind them', () => {
    const found = finding(about('timed-out'));
    expect(sentence(found.summary)).toContain('1 server pod is ready');
    expect(found.causedBy).toBeUndefined();
    expect(found.chain?.map((l) => l.state)).toEqual(['good', 'good', 'broken', 'follows']);
    expect(finding(about('cvat-failed'), [server(true)], 0).chain?.map((l) => l.state)).toEqual(['good', 'broken', 'follows', 'follows']);
  });

  it('is silent when CVAT answers', () => {
    expect(judge(known({ version: '2.46.1', ms: 9 }, NOW, { kind: 'cvat' })).kind).toBe('ok');
  });

  it('waits out a moment of silence', () => {
    expect(check.toleratedMisses).toBeGreaterThan(0);
  });

  it('takes an old answer and a refused token for no proof of either', () => {
    expect(judge(known({ version: '2.46.1', ms: 9 }, NOW, { kind: 'cvat' }, false))).toMatchObject({ kind: 'unknown', part: 'cvatAbout', reason: 'stale' });
    expect(judge(about('cvat-denied'))).toMatchObject({ kind: 'unknown', reason: 'cvat-denied' });
    expect(judge(about('not-read-yet'))).toMatchObject({ kind: 'unknown' });
  });

  it('does not apply where Loupe has no address of CVAT', () => {
    expect(judge(about('not-configured')).kind).toBe('not-applicable');
  });
});
