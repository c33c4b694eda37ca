import type { FunctionFact } from '@/lib/domain/facts/models';
import type { ContainerFact, PodFact } from '@/lib/domain/facts/pod';
import type { ClaimFact } from '@/lib/domain/facts/storage';
import type { WorkloadFact } from '@/lib/domain/facts/workload';
import { type Finding, fingerprintOf } from '@/lib/domain/finding';
import type { ResourceRef } from '@/lib/domain/resource-ref';
import { say } from '@/lib/domain/text';

/** Healthy facts for tests of rows; each test says only what differs. */

const at = '2026-02-11T10:00:00.000Z';
const identity = { namespace: 'cvat', uid: 'u', resourceVersion: '1', createdAt: at, labels: {} } as const;

export function aContainer(over: Partial<ContainerFact> = {}): ContainerFact {
  return {
    ...{ name: 'main', image: 'cvat/server:v2.39.0', init: false, ready: true, restarts: 0, state: { kind: 'running' } },
    ...{ ports: [], requests: {}, limits: {}, mounts: [], env: [] },
    ...over,
  } as ContainerFact;
}

export function aPod(name: string, over: Partial<PodFact> = {}, ...containers: ContainerFact[]): PodFact {
  return { ...identity, name, phase: 'Running', node: 'node-1', conditions: [], containers: containers.length > 0 ? containers : [aContainer()], ...over };
}

export function aWorkload(name: string, over: Partial<WorkloadFact> = {}): WorkloadFact {
  return {
    ...identity,
    ...{ kind: 'Deployment', name, annotations: {}, selector: {}, generation: 1, observedGeneration: 1, paused: false, strategy: 'RollingUpdate' },
    ...{ desired: 1, updated: 1, ready: 1, available: 1, conditions: [], claimTemplates: [], writers: [{ manager: 'helm', at }] },
    template: { labels: {}, annotations: {}, nodeSelector: {}, containers: [], claims: [] },
    ...over,
  } as WorkloadFact;
}

export function aFunction(name: string, over: Partial<FunctionFact> = {}): FunctionFact {
  return {
    ...identity,
    ...{ name, annotations: { name: 'YOLO11x', type: 'detector' }, state: 'ready', lastLogs: [], disabled: false, gpus: 1, internalUrls: [], hasBuild: true },
    ...over,
  };
}

export function aClaim(name: string, over: Partial<ClaimFact> = {}): ClaimFact {
  return {
    ...identity,
    ...{ name, phase: 'Bound', storageClass: 'longhorn', volumeName: `pv-${name}`, accessModes: ['ReadWriteOnce'], volumeMode: 'Filesystem' },
    ...{ requested: '100Gi', capacity: '100Gi', conditions: [] },
    ...over,
  };
}

export function aFinding(id: string, subject: ResourceRef, over: Partial<Finding> = {}): Finding {
  const draft = { checkId: 'some-check', subject, severity: 'warning' as const, title: say('t'), summary: say('s'), falseIf: say('f') };
  const evidence = [{ label: 'l', observed: 'o', source: { kind: 'api-server' as const }, at }];
  return { ...draft, evidence, id, fingerprint: fingerprintOf(draft), firstSeenAt: at, confirmedAt: at, lastSeenAt: at, ...over };
}
