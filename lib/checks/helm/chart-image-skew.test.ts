import { describe, expect, it } from 'vitest';
import { chartImageSkew as check } from '@/lib/checks/helm/chart-image-skew';
import { backend, template, templateContainer, workload } from '@/lib/checks/shared/fixtures/cluster-facts';
import { judge, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { release } from '@/lib/checks/shared/fixtures/release-facts';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';

const labels = { app: 'cvat-app', tier: 'frontend' };
const ui = (image: string, ready = 1) =>
  workload({ name: 'cvat-frontend', labels, ready, template: template({ labels, containers: [templateContainer({ image })] }) });
const old = [backend('server', {}, 'cvat/server:v2.39.0'), ui('cvat/ui:v2.39.0')];

describe('chart-image-skew', () => {
  it('reports old images under a new chart as a debt while everything runs', () => {
    const finding = onlyFinding(check, { helmRelease: release('0.17.1'), workloads: old, cvatAbout: { version: '2.39.0', ms: 9 } });
    expect(sentence(finding.title)).toBe('Chart 0.17.1 and CVAT 2.39.0 do not belong together');
    expect(finding).toMatchObject({ severity: 'info', subject: { kind: 'HelmRelease', name: 'cvat' }, hints: { side: 'images-older' } });
    expect(finding.evidence.map((e) => e.observed)).toEqual([
      'cvat 0.17.1, revision 3',
      'cvat-backend-server: cvat/server:v2.39.0',
      'cvat-frontend: cvat/ui:v2.39.0',
      '2.39.0',
    ]);
    expect(sentence(finding.summary)).toContain('patches made by hand hold it');
  });

  it('shows the patches that hold it', () => {
    const server = backend('server', {}, 'cvat/server:v2.39.0');
    const patched = { ...server, template: { ...server.template, containers: server.template.containers.map((c) => ({ ...c, runAsUser: 1000 })) } };
    expect(onlyFinding(check, { helmRelease: release('0.17.1'), workloads: [patched] }).evidence.at(-1)?.observed).toBe('cvat-backend-server: runAsUser 1000');
  });

  it('is as bad as what is down because of it', () => {
    const facts = (down: string) => ({ helmRelease: release('0.17.1'), workloads: [{ ...backend(down, {}, 'cvat/server:v2.39.0'), ready: 0 }] });
    expect(onlyFinding(check, facts('worker-import')).severity).toBe('warning');
    expect(onlyFinding(check, facts('server')).severity).toBe('critical');
  });

  it('is not blamed for a backend that is down although its user was patched', () => {
    const broken = { ...backend('worker-export', {}, 'cvat/server:v2.39.0'), ready: 0 };
    const patched = { ...broken, template: { ...broken.template, containers: broken.template.containers.map((c) => ({ ...c, runAsUser: 1000 })) } };
    const { severity, title } = onlyFinding(check, { helmRelease: release('0.17.1'), workloads: [patched] });
    expect(severity).toBe('info');
    expect(title.params?.down).toBe(0);
  });

  it.each([
    ['0.15.0', 'v2.43.0', 'ok'],
    ['0.15.0', 'v2.44.0', 'found'],
    ['0.15.1', 'v2.43.0', 'found'],
    ['0.15.1', 'v2.44.0', 'ok'],
    ['0.17.1', 'v2.46.1', 'ok'],
    ['2.54.1', 'v2.54.1', 'ok'],
    ['0.17.1', 'dev', 'ok'],
    ['0.17.1', 'v2.39.0@sha256:abc', 'found'],
    ['0.17.1', 'v2.39.0-patched', 'found'],
  ])('judges chart %s with image %s as %s', (chart, tag, kind) => {
    expect(judge(check, { helmRelease: release(chart), workloads: [backend('server', {}, `cvat/server:${tag}`)] }).kind).toBe(kind);
  });

  it('looks at CVAT’s own images only', () => {
    const redis = workload({
      name: 'redis',
      template: template({ labels: { 'app.kubernetes.io/name': 'redis' }, containers: [templateContainer({ image: 'redis:2.1.0' })] }),
    });
    expect(judge(check, { helmRelease: release('0.17.1'), workloads: [redis] }).kind).toBe('ok');
  });

  it('does not apply to another chart', () => {
    expect(judge(check, { helmRelease: release('0.17.1', { chart: 'my-cvat' }), workloads: old }).kind).toBe('not-applicable');
  });
});
