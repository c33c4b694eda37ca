import { describe, expect, it } from 'vitest';
import { serverHealthFailing as check } from '@/lib/checks/cvat/server-health-failing';
import { backendLabels, condition, pod } from '@/lib/checks/shared/fixtures/cluster-facts';
import { findingsOf, judge, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';
import { kvrocks } from '@/lib/checks/shared/fixtures/store-facts';

const plugins = ['Cache backend: default', 'Cache backend: media', 'DatabaseBackend', 'DatabaseBackend[default]', 'DiskUsage', 'MemoryUsage', 'OPAHealthCheck'];
const health = (...bad: string[]) => ({
  httpStatus: bad.length > 0 ? 500 : 200,
  plugins: [...plugins, ...bad.filter((b) => !plugins.includes(b))].map((name) => ({
    name,
    status: bad.includes(name) ? 'unexpected result: Connection Error' : 'working',
    working: !bad.includes(name),
  })),
});
const opa = (ready: boolean) =>
  pod({
    name: 'opa',
    labels: { app: 'cvat-app', tier: 'opa' },
    workload: { kind: 'Deployment', name: 'cvat-opa' },
    conditions: [condition('Ready', ready ? 'True' : 'False')],
  });

describe('server-health-failing', () => {
  it('reports the failing plugin with its words', () => {
    const finding = onlyFinding(check, { cvatHealth: health('Cache backend: media') });
    expect(finding).toMatchObject({ severity: 'critical', discriminator: 'media' });
    expect(sentence(finding.title)).toBe('CVAT’s health check fails: the image cache');
    expect(finding.evidence.map((e) => e.observed)).toEqual(['Cache backend: media: unexpected result: Connection Error', 'HTTP 500']);
  });

  it('makes one finding for each part, and one of the two names of the database', () => {
    const found = findingsOf(check, { cvatHealth: health('DatabaseBackend', 'DatabaseBackend[default]', 'OPAHealthCheck', 'S3Check') });
    expect(found.map((f) => f.discriminator)).toEqual(['database', 'permissions', 'S3Check']);
    expect(found[0]?.evidence.filter((e) => e.bad)).toHaveLength(2);
  });

  it('follows from refused writes where KVRocks refuses them', () => {
    const refused = kvrocks(100, { write: { accepted: false, error: 'No space left on device' } });
    expect(onlyFinding(check, { cvatHealth: health('Cache backend: media'), kvrocks: refused }).causedBy).toMatchObject({
      checkId: 'kvrocks-write-refused',
      subject: { kind: 'KvrocksStore' },
    });
    expect(onlyFinding(check, { cvatHealth: health('Cache backend: media'), kvrocks: kvrocks(50) }).causedBy).toBeUndefined();
    expect(onlyFinding(check, { cvatHealth: health('OPAHealthCheck'), kvrocks: refused }).causedBy).toBeUndefined();
  });

  it('follows from the pods that carry the part where none of them is ready', () => {
    expect(onlyFinding(check, { cvatHealth: health('OPAHealthCheck'), pods: [opa(false)] }).causedBy?.subject).toMatchObject({
      kind: 'Deployment',
      name: 'cvat-opa',
    });
    expect(onlyFinding(check, { cvatHealth: health('OPAHealthCheck'), pods: [opa(true)] }).causedBy).toBeUndefined();
  });

  it('follows from the disk of the server’s node', () => {
    const server = pod({ labels: backendLabels('server'), node: 'polynode-1' });
    expect(onlyFinding(check, { cvatHealth: health('DiskUsage'), pods: [server] }).causedBy).toMatchObject({
      checkId: 'node-disk-pressure',
      subject: { name: 'polynode-1' },
    });
  });

  it('is silent when every plugin works', () => {
    expect(judge(check, { cvatHealth: health() }).kind).toBe('ok');
  });
});
