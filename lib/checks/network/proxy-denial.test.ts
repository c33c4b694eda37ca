import { describe, expect, it } from 'vitest';
import { proxyDenial as check } from '@/lib/checks/network/proxy-denial';
import { backend, service } from '@/lib/checks/shared/fixtures/cluster-facts';
import { findingsOf, judge, minutesAgo, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';
import type { ProxyDecisionFact } from '@/lib/domain/facts/cvat';

const COMPONENTS = ['server', 'worker-annotation', 'worker-chunks', 'worker-export', 'worker-import', 'worker-webhooks'];
const HOST = 'minio.minio.svc.cluster.local';
const ALLOWED = '--allow-address=10.43.39.217:80';
const all = (options: string) => COMPONENTS.map((c) => backend(c, { SMOKESCREEN_OPTS: options }));
const storage = (endpoint = `http://${HOST}:80`) => ({
  id: 3,
  displayName: 'matches',
  provider: 'AWS_S3_BUCKET',
  resource: 'matches',
  endpoint,
  status: 'NOT_FOUND',
});
const denied = (more: Partial<ProxyDecisionFact> = {}): ProxyDecisionFact => ({
  workload: 'cvat-backend-server',
  pod: 'cvat-backend-server-1',
  host: `${HOST}:80`,
  allow: false,
  rule: 'Deny: Private Range',
  at: minutesAgo(5),
  ...more,
});
const network = {
  serviceCidrs: ['10.43.0.0/16'],
  podCidrs: ['10.42.0.0/16'],
  apiServerAddresses: ['10.43.0.1', '192.168.20.11'],
  nodeAddresses: ['192.168.20.11'],
};

describe('proxy-denial', () => {
  it('predicts the refusal of a storage from the options of all six, without any log', () => {
    const finding = onlyFinding(check, { workloads: [...all(''), backend('worker-utils', {})], services: [service()], cloudStorages: [storage()] });
    expect(sentence(finding.title)).toBe('Cloud storage matches is refused by CVAT’s own proxy');
    expect(sentence(finding.summary)).toMatch(/^6 of 6 proxies answer Deny: Private Range/);
    expect(finding.severity).toBe('critical');
    expect(finding.evidence.filter((e) => e.bad)).toHaveLength(6);
    expect(finding.hints).toMatchObject({
      address: '10.43.39.217',
      port: '80',
      storageId: '3',
      deployments: COMPONENTS.map((c) => `cvat-backend-${c}`).join(','),
    });
    expect(finding.causedBy).toBeUndefined();
  });

  it('reports a refusal seen in a log for a host that is no storage yet, with its moment', () => {
    const finding = onlyFinding(check, { workloads: all(''), services: [service()], proxyDecisions: [denied()] });
    expect(finding.severity).toBe('warning');
    expect(finding.since).toBe(minutesAgo(5));
    expect(finding.evidence.at(-1)).toMatchObject({ observed: `${HOST}:80: Deny: Private Range`, at: minutesAgo(5) });
  });

  it('makes one finding of what is seen and what is predicted for the same target', () => {
    expect(findingsOf(check, { workloads: all(''), services: [service()], cloudStorages: [storage()], proxyDecisions: [denied()] })).toHaveLength(1);
  });

  it('is silent when the options allow the storage, also while an old refusal stands in the log', () => {
    const healthy = { workloads: all(ALLOWED), services: [service()], cloudStorages: [storage()] };
    expect(judge(check, healthy).kind).toBe('ok');
    expect(judge(check, { ...healthy, proxyDecisions: [denied()] }).kind).toBe('ok');
  });

  it('folds under the differing setting when only some proxies refuse', () => {
    const workloads = all(ALLOWED).map((w, i) => (i === 2 ? backend('worker-chunks', { SMOKESCREEN_OPTS: '' }) : w));
    const finding = onlyFinding(check, { workloads, services: [service()], cloudStorages: [storage()] });
    expect(sentence(finding.summary)).toMatch(/^1 of 6/);
    expect(finding.hints?.refusing).toBe('cvat-backend-worker-chunks');
    expect(finding.causedBy).toMatchObject({ checkId: 'setting-inconsistent', subject: { kind: 'Setting', name: 'SMOKESCREEN_OPTS' } });
  });

  it('says that the proxy does not start when a rule cannot be read', () => {
    const finding = onlyFinding(check, { workloads: all('--allow-range=10.43.0.0/99'), services: [service()], cloudStorages: [storage()] });
    expect(sentence(finding.summary)).toContain('does not start in 6 of 6');
  });

  it('understands short Service names and plain addresses', () => {
    for (const endpoint of ['http://minio.minio', 'http://10.43.39.217', 'http://minio.minio.svc:80/']) {
      expect(judge(check, { workloads: all(''), services: [service()], cloudStorages: [storage(endpoint)] }).kind).toBe('found');
      expect(judge(check, { workloads: all(ALLOWED), services: [service()], cloudStorages: [storage(endpoint)] }).kind).toBe('ok');
    }
  });

  it('predicts nothing for a name only DNS knows, for AWS itself, or for options it may not read', () => {
    const hidden = backend('server');
    const [own] = hidden.template.containers;
    const secret = {
      ...hidden,
      template: { ...hidden.template, containers: own ? [{ ...own, env: [{ name: 'SMOKESCREEN_OPTS', redacted: true as const }] }] : [] },
    };
    expect(judge(check, { workloads: all(''), services: [], cloudStorages: [storage('https://s3.example.test')] }).kind).toBe('ok');
    expect(judge(check, { workloads: [secret], services: [service()], cloudStorages: [storage()] }).kind).toBe('ok');
  });

  it('believes the log where nothing can be predicted, for a day', () => {
    const facts = (more = {}) => ({ workloads: all(''), services: [], proxyDecisions: [denied({ host: 's3.example.test:443', ...more })] });
    expect(judge(check, facts()).kind).toBe('found');
    expect(judge(check, facts({ at: minutesAgo(25 * 60) })).kind).toBe('ok');
    expect(
      judge(check, {
        ...facts(),
        proxyDecisions: [denied({ host: 's3.example.test:443' }), denied({ host: 's3.example.test:443', allow: true, at: minutesAgo(1) })],
      }).kind,
    ).toBe('ok');
  });

  it('does not call it a fault that the proxy keeps people away from the API server or the metadata address', () => {
    for (const host of ['10.43.0.1:443', '169.254.169.254:80', '127.0.0.1:6379', '192.168.20.11:6443']) {
      expect(judge(check, { workloads: all(''), services: [], network, proxyDecisions: [denied({ host })] }).kind).toBe('ok');
    }
  });

  it('does not apply where no proxy runs', () => {
    expect(judge(check, { workloads: [backend('worker-utils')], services: [] }).kind).toBe('not-applicable');
  });
});
