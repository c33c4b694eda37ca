import { describe, expect, it } from 'vitest';
import { type PlatformFacts, platformParts } from '@/lib/domain/discovery/platform-parts';
import type { NodeFact, RuntimeClassFact, ServiceFact } from '@/lib/domain/facts/cluster';
import type { LonghornFacts, StorageClassFact } from '@/lib/domain/facts/storage';
import { known, unknown } from '@/lib/domain/part';

const at = '2026-01-01T00:00:00Z';
const api = { kind: 'api-server' } as const;
const node = (kubeletVersion: string, gpus?: string) => ({ kubeletVersion, allocatable: gpus ? { 'nvidia.com/gpu': gpus } : {} }) as unknown as NodeFact;
const service = (over: Partial<ServiceFact>) =>
  ({ namespace: 'kube-system', name: 'x', type: 'ClusterIP', labels: {}, externalIps: [], ...over }) as ServiceFact;

const facts = (over: Partial<PlatformFacts> = {}): PlatformFacts => ({
  nodes: known([node('v1.33.4+k3s1'), node('v1.33.4+k3s1', '2')], at, api),
  services: known([service({ name: 'traefik', labels: { 'app.kubernetes.io/name': 'traefik' }, type: 'LoadBalancer', externalIps: ['10.0.0.1'] })], at, api),
  storageClasses: known([{ name: 'local-path', provisioner: 'rancher.io/local-path' } as StorageClassFact], at, api),
  runtimeClasses: known([{ name: 'nvidia', handler: 'nvidia' } as RuntimeClassFact], at, api),
  longhorn: unknown('not-found', at, api),
  ...over,
});
const states = (input: PlatformFacts) =>
  Object.fromEntries(platformParts(input).map(({ name, state, detail }) => [name, detail ? `${state} ${detail}` : state]));

describe('what an installation stands on', () => {
  it('is told with its version, name or number', () => {
    expect(states(facts({ longhorn: known({ volumes: [{}], disks: [{}, {}] } as unknown as LonghornFacts, at, api) }))).toEqual({
      k3s: 'there v1.33.4+k3s1',
      longhorn: 'there 1/2',
      'local-path': 'there local-path',
      ingress: 'there traefik.kube-system',
      'load-balancer': 'there 1',
      'nvidia-runtime': 'there nvidia',
      'gpu-plugin': 'there 2',
    });
  });

  it('is absent only where it was looked for', () => {
    const bare = facts({
      nodes: known([node('v1.36.3')], at, api),
      services: known([], at, api),
      runtimeClasses: unknown('cluster-denied', at, api, 'list runtimeclasses'),
    });
    expect(states(bare)).toMatchObject({ k3s: 'absent', longhorn: 'absent', ingress: 'absent', 'gpu-plugin': 'absent', 'nvidia-runtime': 'unknown' });
    expect(platformParts(bare).find(({ name }) => name === 'nvidia-runtime')?.missingRight).toBe('list runtimeclasses');
  });
});
