import { describe, expect, it } from 'vitest';
import { seededRelease } from '@/lib/checks/shared/fixtures/seeded-release';
import { resolveEndpoints } from '@/lib/domain/discovery/resolve-endpoints';
import type { EndpointName } from '@/lib/domain/endpoint';

const installation = { namespace: 'cvat', release: 'cvat', nuclioNamespace: 'cvat' };
const resolve = (edit?: (yaml: string) => string, more: Partial<Parameters<typeof resolveEndpoints>[0]> = {}) => {
  const endpoints = resolveEndpoints({ installation, ...seededRelease(edit), ...more });
  return {
    ...endpoints,
    of: (name: EndpointName) => endpoints.found.find((each) => each.name === name),
    without: (name: EndpointName) => endpoints.missing.find((each) => each.name === name),
  };
};
const service = (name: string, port: number) => ({ kind: 'service', namespace: 'cvat', service: name, port });
const renamed = (yaml: string) => yaml.replaceAll(/cvat-(backend|kvrocks|redis|postgresql|nuclio|clickhouse|grafana|frontend)/g, 'labelling-$1');

describe('the endpoints of a release as the chart makes it', () => {
  const { of, missing } = resolve(undefined, { storages: [{ endpoint: 'http://minio.minio.svc.cluster.local:80' }, {}] });

  it('are where the backend itself goes, each with the fact that gave it', () => {
    const variable = (name: string) => ({
      kind: 'environment',
      variable: name,
      workload: expect.objectContaining({ kind: 'Deployment', name: 'cvat-backend-server' }),
    });
    expect(of('cvat')).toMatchObject({
      address: service('cvat-backend-service', 8080),
      foundBy: { kind: 'labels' },
      workload: { name: 'cvat-backend-server' },
    });
    expect(of('redis')).toMatchObject({
      address: service('cvat-redis-master', 6379),
      foundBy: variable('CVAT_REDIS_INMEM_HOST'),
      workload: { kind: 'StatefulSet' },
    });
    expect(of('kvrocks')).toMatchObject({
      address: service('cvat-kvrocks', 6666),
      foundBy: variable('CVAT_REDIS_ONDISK_HOST'),
      workload: { name: 'cvat-kvrocks' },
    });
    expect(of('postgres')).toMatchObject({ address: service('cvat-postgresql', 5432), foundBy: variable('CVAT_POSTGRES_HOST') });
    expect(of('nuclio')).toMatchObject({ address: service('cvat-nuclio-dashboard', 8070), foundBy: variable('CVAT_NUCLIO_HOST') });
  });

  it('are told by labels where a Secret holds the host, and by CVAT’s fixed address for OPA', () => {
    expect(of('clickhouse')).toMatchObject({
      address: service('cvat-clickhouse', 8123),
      foundBy: { kind: 'labels', detail: 'app.kubernetes.io/name=clickhouse' },
    });
    expect(of('grafana')).toMatchObject({ address: service('cvat-grafana', 80), foundBy: { kind: 'labels' } });
    expect(of('opa')).toMatchObject({ address: service('opa', 8181), foundBy: { kind: 'default', detail: 'opa:8181' } });
  });

  it('include what cloud storages point at, and lack nothing', () => {
    expect(of('object-store')).toMatchObject({ address: { kind: 'service', namespace: 'minio', service: 'minio', port: 80 } });
    expect(missing).toEqual([]);
  });
});

describe('the endpoints of other installations', () => {
  it('follow names and ports that somebody changed', () => {
    const { of } = resolve((yaml) => renamed(yaml).replaceAll('value: "6666"', 'value: "7777"'));
    expect(of('cvat')?.address).toEqual(service('labelling-backend-service', 8080));
    expect(of('kvrocks')?.address).toEqual(service('labelling-kvrocks', 7777));
    expect(of('nuclio')?.address).toEqual(service('labelling-nuclio-dashboard', 8070));
  });

  it('lead out of the cluster where the database and Redis do', () => {
    const outside = (yaml: string) =>
      yaml.replaceAll('value: "cvat-postgresql"', 'value: "db.example.org"').replaceAll('value: "cvat-redis-master"', 'value: "10.0.0.7"');
    const { of } = resolve(outside);
    expect(of('postgres')).toMatchObject({ address: { kind: 'host', host: 'db.example.org', port: 5432 } });
    expect(of('redis')).toMatchObject({ address: { kind: 'host', host: '10.0.0.7', port: 6379 } });
    expect(of('postgres')?.workload).toBeUndefined();
  });

  it('take the port from the environment: another one than the Service has is CVAT’s own mistake, shown as it is', () => {
    const port = (yaml: string) => yaml.replace('{name: CVAT_NUCLIO_HOST,', '{name: CVAT_NUCLIO_PORT, value: "80"}\n            - {name: CVAT_NUCLIO_HOST,');
    expect(resolve(port).of('nuclio')?.address).toEqual(service('cvat-nuclio-dashboard', 80));
  });

  it('follow Nuclio into another namespace', () => {
    const elsewhere = (yaml: string) =>
      yaml
        .replaceAll('value: "cvat-nuclio-dashboard"', 'value: "dash.models.svc.cluster.local"')
        .replace('name: cvat-nuclio-dashboard, namespace: cvat', 'name: dash, namespace: models');
    expect(resolve(elsewhere).of('nuclio')?.address).toEqual({ kind: 'service', namespace: 'models', service: 'dash', port: 8070 });
  });

  it('are not known where only a Secret says them, and the Secret is named', () => {
    const hidden = (yaml: string) => yaml.replaceAll('app.kubernetes.io/name: clickhouse', 'app.kubernetes.io/name: other');
    expect(resolve(hidden).without('clickhouse')).toMatchObject({ reason: 'in-secret', variable: 'CLICKHOUSE_HOST', reference: 'cvat-analytics-secret' });
  });

  it('are not used where CVAT is set up without them', () => {
    const bare = (yaml: string) => yaml.replaceAll(/.*(CVAT_NUCLIO|CVAT_SERVERLESS).*\n/g, '').replaceAll('nuclio.io/app: dashboard', 'nuclio.io/app: other');
    expect(resolve(bare).without('nuclio')).toEqual({ name: 'nuclio', reason: 'not-used' });
  });

  it('belong to this release alone where two share a namespace', () => {
    const { services, workloads } = seededRelease();
    const other = { ...installation, release: 'second' };
    const endpoints = resolveEndpoints({ installation: other, services, workloads });
    expect(endpoints.missing.map(({ name }) => name)).toEqual(expect.arrayContaining(['cvat', 'kvrocks', 'redis', 'postgres']));
  });
});

describe('addresses that were entered', () => {
  it('win, and need no reading', () => {
    const endpoints = resolveEndpoints({
      ...{ installation, workloads: undefined, services: undefined },
      configured: { cvat: { url: 'https://cvat.example.org', setting: 'LOUPE_CVAT_URL' } },
    });
    expect(endpoints.found).toEqual([
      { name: 'cvat', address: { kind: 'configured', url: 'https://cvat.example.org' }, foundBy: { kind: 'configured', setting: 'LOUPE_CVAT_URL' } },
    ]);
    expect(new Set(endpoints.missing.map(({ reason }) => reason))).toEqual(new Set(['not-read-yet']));
  });
});
