import type { PodFact } from '@/lib/domain/facts/pod';

/** A pod that serves, as little of one as plans and steps look at. */
export function readyPod(name: string, labels: Record<string, string>, container: string): PodFact {
  return {
    namespace: 'cvat',
    name,
    uid: `uid-${name}`,
    resourceVersion: '1',
    createdAt: '2026-02-01T00:00:00Z',
    labels,
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'True' }],
    containers: [
      {
        name: container,
        image: 'registry.test/x:1',
        init: false,
        ready: true,
        restarts: 0,
        state: { kind: 'running' },
        ports: [],
        requests: {},
        limits: {},
        mounts: [],
        env: [],
      },
    ],
  };
}
