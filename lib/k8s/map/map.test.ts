import { describe, expect, it } from 'vitest';
import type { ApiObject } from '@/lib/k8s/map/api-object';
import { isApiObject } from '@/lib/k8s/map/api-object';
import { envFacts } from '@/lib/k8s/map/environment';
import { eventFact } from '@/lib/k8s/map/event';
import { functionFact } from '@/lib/k8s/map/function';
import { longhornDisks, longhornFacts } from '@/lib/k8s/map/longhorn';
import { nodeFact } from '@/lib/k8s/map/node';
import { podFact } from '@/lib/k8s/map/pod';
import { endpointSliceFact, joinEndpoints, serviceFact } from '@/lib/k8s/map/service';
import { stripControls } from '@/lib/k8s/map/shared-facts';
import { claimFact, volumeFact } from '@/lib/k8s/map/storage';
import { workloadFact } from '@/lib/k8s/map/workload';

const metadata = { name: 'x', namespace: 'cvat', uid: 'u', resourceVersion: '1', creationTimestamp: '2026-01-29T10:00:00Z' };
const object = (fields: Record<string, unknown>, meta: Record<string, unknown> = {}) => ({ metadata: { ...metadata, ...meta }, ...fields }) as ApiObject;

describe('environment variables', () => {
  it.each(['SMOKESCREEN_OPTS', 'CVAT_NUCLIO_PORT', 'CVAT_REDIS_ONDISK_HOST', 'CVAT_POSTGRES_PORT', 'ALLOWED_HOSTS', 'NUCLIO_FUNCTION_NAME'])(
    'keep %s, which is judged',
    (name) => {
      expect(envFacts([{ name, value: 'v' }])).toEqual([{ name, value: 'v' }]);
    },
  );

  it.each(['DJANGO_SECRET_KEY', 'CVAT_POSTGRES_PASSWORD', 'ANYTHING_ELSE', 'NUCLIO_API_TOKEN', 'CVAT_NUCLIO_PASSWORD', 'CLICKHOUSE_PASSWORD', '__proto__'])(
    'drop the value of %s',
    (name) => {
      const facts = envFacts([{ name, value: 'planted-secret' }]);
      expect(facts).toEqual([{ name, redacted: true }]);
      expect(JSON.stringify(facts)).not.toContain('planted-secret');
    },
  );

  it('drop a password inside an address, and name references without following them', () => {
    expect(envFacts([{ name: 'CVAT_BASE_URL', value: 'http://me:planted-secret@cvat/' }])).toEqual([{ name: 'CVAT_BASE_URL', value: 'http://***@cvat/' }]);
    expect(envFacts([{ name: 'P', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }])).toEqual([
      { name: 'P', from: { kind: 'secret', name: 's', key: 'k' } },
    ]);
  });
});

describe('a pod', () => {
  const owned = (kind: string, name: string, labels = {}) => podFact(object({}, { labels, ownerReferences: [{ kind, name, controller: true }] })).workload;

  it('belongs to the Deployment behind its ReplicaSet, else to its owner', () => {
    expect(owned('ReplicaSet', 'server-5fcd', { 'pod-template-hash': '5fcd' })).toEqual({ kind: 'Deployment', name: 'server' });
    expect(owned('ReplicaSet', 'bare')).toEqual({ kind: 'ReplicaSet', name: 'bare' });
    expect(owned('StatefulSet', 'kvrocks')).toEqual({ kind: 'StatefulSet', name: 'kvrocks' });
    expect(podFact(object({})).workload).toBeUndefined();
  });

  it.each([undefined, null, 5, 'x', [], { phase: 7, containerStatuses: 'no', conditions: {} }])('with the status %j is unknown, not healthy', (status) => {
    const pod = podFact(object({ spec: { containers: [{ name: 'c', image: 'i' }] }, status }));
    expect(pod.phase).toBe('Unknown');
    expect(pod.containers[0]).toMatchObject({ ready: false, state: { kind: 'unknown' } });
  });

  it('takes a restart count that is text, and mounts of claims only', () => {
    const spec = {
      volumes: [
        { name: 'd', persistentVolumeClaim: { claimName: 'data' } },
        { name: 'e', emptyDir: {} },
      ],
      containers: [
        {
          name: 'c',
          image: 'i',
          volumeMounts: [
            { name: 'd', mountPath: '/d' },
            { name: 'e', mountPath: '/e' },
          ],
        },
      ],
    };
    const pod = podFact(
      object({ spec, status: { phase: 'Running', containerStatuses: [{ name: 'c', restartCount: '5', state: { waiting: { reason: 'CrashLoopBackOff' } } }] } }),
    );
    expect(pod.containers[0]).toMatchObject({ restarts: 5, state: { kind: 'waiting', reason: 'CrashLoopBackOff' }, mounts: [{ claim: 'data', path: '/d' }] });
  });
});

describe('a workload', () => {
  it('tells who wrote it, newest first, and not who wrote its status', () => {
    const managedFields = [
      { manager: 'helm', time: '2026-01-01T00:00:00Z' },
      { manager: 'kubectl-set', time: '2026-01-02T00:00:00Z' },
      { manager: 'controlplane', time: '2026-01-03T00:00:00Z', subresource: 'status' },
    ];
    expect(workloadFact('Deployment', object({}, { managedFields })).writers.map(({ manager }) => manager)).toEqual(['kubectl-set', 'helm']);
  });

  it('wants one replica where none is written, and counts a DaemonSet by its nodes', () => {
    expect(workloadFact('Deployment', object({ spec: {} }))).toMatchObject({ desired: 1, ready: 0 });
    expect(workloadFact('DaemonSet', object({ status: { desiredNumberScheduled: 3, numberReady: 2 } }))).toMatchObject({ desired: 3, ready: 2 });
  });
});

describe('a function', () => {
  it('has no message where the dashboard wrote a blank one, and gives the cause from its logs', () => {
    const status = { state: 'error', message: '\n', logs: [{ level: 'error', message: 'Failed', err: 'no such image', time: 1769680800000 }] };
    const fact = functionFact(object({ spec: { resources: { limits: { 'nvidia.com/gpu': '1' } } }, status }));
    expect(fact.message).toBeUndefined();
    expect(fact.lastLogs).toEqual([{ level: 'error', message: 'no such image', at: '2026-01-29T10:00:00.000Z' }]);
    expect(fact.gpus).toBe(1);
  });

  it('without a state has none', () => {
    expect(functionFact(object({ status: {} })).state).toBeUndefined();
  });
});

describe('services', () => {
  it('count each ready address behind them once', () => {
    const slice = (endpoints: unknown) => endpointSliceFact(object({ endpoints }, { labels: { 'kubernetes.io/service-name': 'x' } }));
    const slices = [
      slice([
        { addresses: ['10.0.0.1'], conditions: { ready: true } },
        { addresses: ['10.0.0.2'], conditions: { ready: false } },
      ]),
      slice([{ addresses: ['10.0.0.1'] }, { addresses: ['10.0.0.3'], conditions: {} }]),
    ].filter((fact) => fact !== undefined);
    expect(joinEndpoints([serviceFact(object({ spec: {} }))], slices)[0]?.readyEndpoints).toBe(2);
    expect(joinEndpoints([serviceFact(object({ spec: {} }))], [])[0]?.readyEndpoints).toBe(0);
  });
});

describe('an event', () => {
  it('is read in its old and its new form', () => {
    const old = eventFact(
      object({
        count: 2 ** 31,
        message: 'm',
        involvedObject: { kind: 'Pod', name: 'p', fieldPath: 'spec.containers{c}' },
        firstTimestamp: 'a',
        lastTimestamp: 'b',
      }),
    );
    expect(old).toMatchObject({ firstAt: 'a', lastAt: 'b', message: 'm', count: 1_000_000_000, subject: { container: 'c' } });
    const recent = eventFact(object({ note: 'n', regarding: { kind: 'Pod', name: 'p' }, eventTime: 'a', series: { count: 4, lastObservedTime: 'c' } }));
    expect(recent).toMatchObject({ firstAt: 'a', lastAt: 'c', message: 'n', count: 4 });
  });
});

describe('other kinds', () => {
  it('claims say that they are going', () => {
    expect(claimFact(object({ status: { phase: 'Bound' } }, { deletionTimestamp: 't' })).phase).toBe('Terminating');
  });

  it('nodes keep their twenty largest images', () => {
    const images = Array.from({ length: 50 }, (_, i) => ({ names: [`i${i}`], sizeBytes: i }));
    const fact = nodeFact(object({ status: { images } }));
    expect([fact.images.length, fact.images[0]?.bytes]).toEqual([20, 49]);
  });

  it('Longhorn without settings has its own defaults, without disks it is not in use', () => {
    const disks = longhornDisks(
      object({ spec: { disks: { d: { storageReserved: 5 } } }, status: { diskStatus: { d: { storageMaximum: 10, storageAvailable: 4 }, broken: {} } } }),
    );
    expect(disks).toMatchObject([{ name: 'd', maximumBytes: 10, availableBytes: 4, reservedBytes: 5, schedulable: true }]);
    const none = { volumes: [], replicas: [], settings: [] };
    expect(longhornFacts({ ...none, disks: [disks] })).toMatchObject({ overProvisioningPercent: 100, minimalAvailablePercent: 25 });
    expect(longhornFacts({ ...none, disks: [] })).toBeUndefined();
  });
});

describe('text of the cluster', () => {
  it('loses terminal escapes and control characters', () => {
    expect(stripControls('\u001b[31mred\u001b[0m \u001b]8;;http://x\u0007link\u001b]52;c;aGk=\u0007\u0000\u0085 ok\n')).toBe('red link ok\n');
  });

  it.each(['..', '.', '', '../x', 'a/b', 'a b', 'x'.repeat(254)])('is no object under the name %j', (name) => {
    expect(isApiObject({ metadata: { name } })).toBe(false);
  });
});

describe('a volume', () => {
  it.each([
    [{ hostPath: { path: '/opt/local-path-provisioner/pvc-1_cvat_data' } }, '/opt/local-path-provisioner'],
    [{ local: { path: '/mnt/disks/a/' } }, '/mnt/disks'],
    [{ nfs: { server: '10.0.0.9', path: '/export/cvat-data-pvc-1' } }, '10.0.0.9:/export'],
    [
      { csi: { driver: 'nfs.csi.k8s.io', volumeHandle: '10.0.0.9#export#pvc-1##', volumeAttributes: { server: '10.0.0.9', share: '/export' } } },
      '10.0.0.9:/export',
    ],
    [{ csi: { driver: 'driver.longhorn.io', volumeHandle: 'pvc-1' } }, undefined],
    [{ hostPath: { path: 7 } }, undefined],
  ])('of %j lies in %j', (spec, location) => {
    expect(volumeFact(object({ spec })).location).toBe(location);
  });
});
