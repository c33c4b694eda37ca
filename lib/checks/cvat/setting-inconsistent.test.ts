import { describe, expect, it } from 'vitest';
import { settingInconsistent as check } from '@/lib/checks/cvat/setting-inconsistent';
import { backend } from '@/lib/checks/shared/fixtures/cluster-facts';
import { findingsOf, judge, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';
import type { EnvFact } from '@/lib/domain/facts/template';

const nuclio = (port?: string) => ({ CVAT_NUCLIO_HOST: 'cvat-nuclio-dashboard', ...(port ? { CVAT_NUCLIO_PORT: port } : {}) });
const withEnv = (component: string, env: EnvFact[]) => {
  const plain = backend(component);
  return { ...plain, template: { ...plain.template, containers: plain.template.containers.map((c) => ({ ...c, env })) } };
};

describe('setting-inconsistent', () => {
  it('reports a Nuclio port that only the server knows, each value with its Deployment', () => {
    const finding = onlyFinding(check, { workloads: [backend('server', nuclio('80')), backend('worker-annotation', nuclio())] });
    expect(sentence(finding.title)).toBe('CVAT_NUCLIO_PORT differs between CVAT’s server and workers');
    expect(finding.evidence.map((e) => [e.observed, e.bad ?? false])).toEqual([
      ['cvat-backend-server: CVAT_NUCLIO_PORT=80', false],
      ['cvat-backend-worker-annotation: CVAT_NUCLIO_PORT=(not set: 8070)', true],
    ]);
    expect(finding.hints).toMatchObject({ setting: 'CVAT_NUCLIO_PORT', value: '80', deployments: 'cvat-backend-worker-annotation', container: 'cvat-backend' });
  });

  it('takes an absent setting for its default', () => {
    expect(judge(check, { workloads: [backend('server', nuclio('8070')), backend('worker-annotation', nuclio())] }).kind).toBe('ok');
  });

  it('compares a setting only among those that use it', () => {
    expect(
      judge(check, { workloads: [backend('server', nuclio('80')), backend('worker-annotation', nuclio('80')), backend('worker-utils', nuclio('1'))] }).kind,
    ).toBe('ok');
    expect(judge(check, { workloads: [backend('server', { SMOKESCREEN_OPTS: '--a' }), backend('worker-utils', {})] }).kind).toBe('ok');
  });

  it('calls odd what few have, and does not mind the order of proxy rules', () => {
    const workloads = ['server', 'worker-chunks', 'worker-import'].map((c, i) =>
      backend(c, { SMOKESCREEN_OPTS: i === 0 ? '' : i === 1 ? '--allow-address=10.0.0.1:80 --timeout=5s' : '--timeout=5s --allow-address=10.0.0.1:80' }),
    );
    const finding = onlyFinding(check, { workloads });
    expect(finding.hints).toMatchObject({ deployments: 'cvat-backend-server', value: '--allow-address=10.0.0.1:80 --timeout=5s' });
    expect(finding.evidence.filter((e) => e.bad).map((e) => e.observed)).toEqual(['cvat-backend-server: SMOKESCREEN_OPTS=(empty)']);
  });

  it('reports every setting that differs', () => {
    const workloads = [
      backend('server', { CVAT_REDIS_INMEM_HOST: 'a', CVAT_POSTGRES_HOST: 'b' }),
      backend('worker-utils', { CVAT_REDIS_INMEM_HOST: 'x', CVAT_POSTGRES_HOST: 'y' }),
    ];
    expect(findingsOf(check, { workloads }).map((f) => f.subject.name)).toEqual(['CVAT_REDIS_INMEM_HOST', 'CVAT_POSTGRES_HOST']);
  });

  it('compares references by what they point to, and hidden values not at all', () => {
    const from = (name: string): EnvFact[] => [{ name: 'CVAT_POSTGRES_HOST', from: { kind: 'secret', name, key: 'host' } }];
    expect(judge(check, { workloads: [withEnv('server', from('a')), withEnv('worker-utils', from('a'))] }).kind).toBe('ok');
    expect(judge(check, { workloads: [withEnv('server', from('a')), withEnv('worker-utils', from('b'))] }).kind).toBe('found');
    expect(judge(check, { workloads: [withEnv('server', from('a')), withEnv('worker-utils', [{ name: 'CVAT_POSTGRES_HOST', redacted: true }])] }).kind).toBe(
      'ok',
    );
  });

  it('leaves switched-off workers alone and does not apply to a lone server', () => {
    const off = { ...backend('worker-annotation', nuclio('1')), desired: 0 };
    expect(judge(check, { workloads: [backend('server', nuclio('80')), off] }).kind).toBe('not-applicable');
  });
});
