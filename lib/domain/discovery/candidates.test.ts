import { describe, expect, it } from 'vitest';
import { seededRelease } from '@/lib/checks/shared/fixtures/seeded-release';
import { backendSign, type DeploymentTraits } from '@/lib/domain/discovery/backend-sign';
import { candidatesOf } from '@/lib/domain/discovery/candidates';

const traits = (over: Partial<DeploymentTraits>): DeploymentTraits => ({
  ...{ namespace: 'vision', name: 'labelling-server', labels: {}, annotations: {}, podLabels: {}, containers: [] },
  ...over,
});
const container = (image: string, ...env: string[]) => ({ image, env: env.map((name) => ({ name })) });

describe('a part of CVAT’s backend', () => {
  it('is known by the labels the chart gives, whatever the names and images', () => {
    const sign = backendSign(
      traits({ podLabels: { app: 'cvat-app', tier: 'backend', component: 'server' }, containers: [container('registry.test/own/thing:7')] }),
    );
    expect(sign).toMatchObject({ foundBy: 'labels', isServer: true, imageTag: '7' });
  });

  it.each(['cvat/server:v2.39.0', 'registry.test:5000/mirror/cvat/server:v2.39.0', 'registry.test/cvat-server@sha256:ab', 'docker.io/cvat/server'])(
    'is known by the image %s',
    (image) => {
      expect(backendSign(traits({ containers: [container(image)] }))?.foundBy).toBe('image');
    },
  );

  it('is known by what it is told where neither labels nor image say it', () => {
    expect(backendSign(traits({ containers: [container('own:1', 'CVAT_POSTGRES_HOST', 'CVAT_REDIS_INMEM_HOST')] }))?.foundBy).toBe('environment');
  });

  it.each(['cvat/ui:v2', 'cvat/server-helper:1', 'notcvat/server:1', 'nginx'])('is not known by %s', (image) => {
    expect(backendSign(traits({ containers: [container(image)] }))).toBeUndefined();
  });

  it('takes the release from Helm, and a text that is no name from nobody', () => {
    const containers = [container('cvat/server:v2')];
    expect(backendSign(traits({ containers, annotations: { 'meta.helm.sh/release-name': 'vision' } }))).toMatchObject({ release: 'vision', byHelm: true });
    expect(backendSign(traits({ containers, annotations: { 'meta.helm.sh/release-name': '../x' } }))).toMatchObject({ release: 'labelling', byHelm: false });
  });
});

describe('candidates', () => {
  it('are one for each release, with the server in front', () => {
    const signs = seededRelease().workloads.flatMap((workload) => {
      const { namespace, name, labels, annotations, template } = workload;
      return backendSign({ namespace, name, labels, annotations, podLabels: template.labels, containers: template.containers.filter((c) => !c.init) }) ?? [];
    });
    expect(signs.length).toBeGreaterThan(5);
    const [first, ...others] = candidatesOf([...signs.reverse(), ...signs.map((sign) => ({ ...sign, namespace: 'annotation' }))]);
    expect(first).toMatchObject({ namespace: 'annotation', release: 'cvat' });
    expect(others).toEqual([
      { namespace: 'cvat', release: 'cvat', foundBy: 'labels', deployment: 'cvat-backend-server', appVersion: 'v2.39.0', functionNamespace: 'cvat' },
    ]);
  });

  it('leave out workers without a server where another release has one, and name them where they are all there is', () => {
    const sign = { namespace: 'cvat', deployment: 'cvat-server', release: 'cvat', foundBy: 'labels', isServer: true, byHelm: false } as const;
    const leftover = { ...sign, namespace: 'someone-elses', deployment: 'cvat-backend-worker-import', isServer: false };
    expect(candidatesOf([leftover, sign]).map(({ namespace }) => namespace)).toEqual(['cvat']);
    expect(candidatesOf([leftover]).map(({ namespace }) => namespace)).toEqual(['someone-elses']);
  });
});
