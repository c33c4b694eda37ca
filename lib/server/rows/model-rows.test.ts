import { describe, expect, it } from 'vitest';
import type { GpuProbeFact } from '@/lib/domain/facts/models';
import { known, unknown } from '@/lib/domain/part';
import type { RunRecord } from '@/lib/domain/ports/stores';
import { publicModel } from '@/lib/server/reads/public-model';
import { createFindingIndex } from '@/lib/server/rows/finding-index';
import { gpuRows } from '@/lib/server/rows/gpu-rows';
import { mapRows } from '@/lib/server/rows/map-rows';
import { type ModelFactsInput, modelRows } from '@/lib/server/rows/model-rows';
import { aFinding, aFunction, aPod, aWorkload } from '@/lib/server/rows/sample-facts';

const at = '2026-02-11T10:00:00.000Z';
const labelled = (name: string) => ({ labels: { 'nuclio.io/function-name': name } });
const list = (...names: string[]) =>
  known({ httpStatus: 200, functions: names.map((id) => ({ id, name: id.toUpperCase(), kind: 'detector', labels: ['car', 'bus'] })) }, at, { kind: 'cvat' });
const facts = (names: string[], over: Partial<ModelFactsInput> = {}): ModelFactsInput => ({
  functions: names.map((name) => aFunction(name, { internalUrls: ['x'] })),
  workloads: names.map((name) => aWorkload(`nuclio-${name}`, { ...labelled(name), template: { ...aWorkload('x').template, runtimeClass: 'nvidia' } })),
  pods: names.map((name) => aPod(`nuclio-${name}-1`, { ...labelled(name), uid: name, runtimeClass: 'nvidia' })),
  ...{ probes: [], cvatModels: list(...names), findings: createFindingIndex([]), isFresh: true },
  ...over,
});
const rowsOf = (input: ModelFactsInput, runs: Partial<RunRecord>[] = []) => modelRows({ ...input, inferenceRequests: [], runs: runs as RunRecord[] });

describe('model rows', () => {
  it('take name, kind and labels from CVAT, else from the function itself', () => {
    expect(rowsOf(facts(['yolo']))[0]).toMatchObject({ name: 'YOLO', kind: 'detector', labels: ['car', 'bus'], state: 'ready' });
    const alone = facts(['yolo'], { cvatModels: unknown('cvat-unreachable', at, { kind: 'cvat' }) });
    expect(rowsOf(alone)[0]).toMatchObject({ name: 'YOLO11x', state: 'ready', labels: [] });
  });

  it('name another ready model that knows the same labels', () => {
    const input = facts(['one', 'two'], { functions: [aFunction('one', { state: 'error' }), aFunction('two', { internalUrls: ['x'] })] });
    expect(rowsOf(input)[0]).toMatchObject({ state: 'broken', instead: 'TWO' });
  });

  it('say who works on it, and point at its finding', () => {
    const target = { kind: 'Deployment', namespace: 'cvat', name: 'nuclio-yolo' };
    const run = { status: 'running', actor: { id: '1', name: 'ops', role: 'operator' }, plan: { target } } as Partial<RunRecord>;
    const input = facts(['yolo'], { findings: createFindingIndex([aFinding('f', target)]) });
    expect(rowsOf(input, [run])[0]).toMatchObject({ work: { key: 'models.work.running', params: { actor: 'ops' } }, findingId: 'f' });
  });

  it('leave everything of the cluster and of people out for the public', () => {
    const target = { kind: 'Deployment', namespace: 'cvat', name: 'nuclio-secret-name' };
    const run = { status: 'running', actor: { id: '1', name: 'lena', role: 'operator' }, plan: { target } } as Partial<RunRecord>;
    const input = facts(['secret-name'], { findings: createFindingIndex([aFinding('finding-1', target)]), cvatModels: list('secret-name') });
    const text = JSON.stringify(rowsOf(input, [run]).map(publicModel)).replaceAll('SECRET-NAME', '');
    expect(text).not.toMatch(/secret-name|lena|finding-1|nuclio/);
  });
});

describe('the GPU chain', () => {
  const probe = (cuda: GpuProbeFact['cuda']['kind'], devices = ['nvidia0']): GpuProbeFact => ({
    ...{ namespace: 'cvat', pod: 'p', podUid: 'yolo', functionName: 'yolo', observedAt: at, devices, cards: [] },
    cuda: { kind: cuda },
  });
  const chain = (over: Partial<ModelFactsInput>) => gpuRows(facts(['yolo'], over))[0];
  const noClass = aWorkload('nuclio-yolo', labelled('yolo'));

  it('is good to the end when CUDA is true', () => {
    expect(chain({ probes: [probe('true')] })).toMatchObject({ classInDeployment: { state: 'good' }, device: { state: 'good' }, cuda: { state: 'good' } });
    expect(chain({ probes: [probe('true')] })?.brokenAt).toBeUndefined();
  });

  it('breaks at one link, and the rest follows from it', () => {
    const pods = [aPod('nuclio-yolo-1', { ...labelled('yolo'), uid: 'yolo' })];
    expect(chain({ workloads: [noClass], pods, probes: [probe('false', [])] })).toMatchObject({
      ...{ brokenAt: 4, classInDeployment: { state: 'broken' }, classInPod: { state: 'follows' } },
      ...{ device: { state: 'follows' }, cuda: { state: 'follows' }, inference: { state: 'follows' } },
    });
  });

  it('breaks nowhere when the node’s default runtime gives the GPU', () => {
    expect(chain({ workloads: [noClass], pods: [aPod('p', { ...labelled('yolo'), uid: 'yolo' })], probes: [probe('true')] })).toMatchObject({
      classInDeployment: { state: 'not-applicable' },
      classInPod: { state: 'not-applicable' },
    });
  });

  it('breaks at CUDA when the device is there', () => {
    expect(chain({ probes: [probe('false')] })).toMatchObject({ brokenAt: 7, device: { state: 'good' } });
  });

  it('does not apply to a model that asks for no GPU, and is not known while the server is silent', () => {
    expect(chain({ functions: [aFunction('yolo', { gpus: 0 })] })).toMatchObject({ asked: { state: 'not-applicable' }, cuda: { state: 'not-applicable' } });
    expect(chain({ isFresh: false })).toMatchObject({ asked: { state: 'unknown' } });
  });
});

describe('the map', () => {
  const draw = (over: Partial<Parameters<typeof mapRows>[0]> = {}) =>
    mapRows({ ...{ workloads: [], pods: [], models: [], cloudStorages: [], release: 'cvat', findings: createFindingIndex([]), isFresh: true }, ...over });

  it('puts each workload where it belongs, under its short name', () => {
    const names = ['cvat-backend-server', 'cvat-backend-worker-import', 'cvat-kvrocks', 'cvat-grafana', 'cvat-nuclio-dashboard', 'cvat-frontend'];
    expect(draw({ workloads: names.map((name) => aWorkload(name)) }).map((row) => [row.group, row.label])).toEqual([
      ['web', 'server'],
      ['work', 'worker-import'],
      ['stores', 'kvrocks'],
      ['analytics', 'grafana'],
      ['models', 'nuclio-dashboard'],
      ['web', 'frontend'],
    ]);
  });

  it('draws a model once, as a model, and marks what has a finding', () => {
    const finding = aFinding('f', { kind: 'Deployment', namespace: 'cvat', name: 'cvat-kvrocks' });
    const rows = draw({
      workloads: [aWorkload('nuclio-yolo', labelled('yolo')), aWorkload('cvat-kvrocks')],
      models: rowsOf(facts(['yolo'])),
      findings: createFindingIndex([finding]),
      cloudStorages: [{ id: 3, displayName: 'minio', provider: 'AWS_S3_BUCKET', resource: 'x', status: 'NOT_FOUND' }],
    });
    expect(rows).toMatchObject([
      { id: 'Deployment/cvat/cvat-kvrocks', tone: 'warn', findingId: 'f' },
      { id: 'Model/yolo', tone: 'ok' },
      { id: 'CloudStorage/3', group: 'outside', tone: 'bad' },
    ]);
  });

  it('calls nothing well while the API server is silent', () => {
    expect(draw({ workloads: [aWorkload('cvat-frontend')], isFresh: false })[0]?.tone).toBe('unknown');
  });
});
