import { describe, expect, it } from 'vitest';
import { createFindingIndex } from '@/lib/server/rows/finding-index';
import { podRow } from '@/lib/server/rows/pod-rows';
import { aContainer, aFinding, aPod, aWorkload } from '@/lib/server/rows/sample-facts';
import { workloadRows } from '@/lib/server/rows/workload-rows';

const none = createFindingIndex([]);

describe('pod rows', () => {
  it('say what the pod is, what runs in it and who owns it', () => {
    expect(podRow(aPod('cvat-backend-server-1', { workload: { kind: 'Deployment', name: 'cvat-backend-server' } }), none)).toMatchObject({
      id: 'cvat/cvat-backend-server-1',
      workload: 'cvat-backend-server',
      workloadKind: 'Deployment',
      state: 'Running',
      tone: 'ok',
      ready: '1/1',
    });
  });

  it('point at the finding on the pod, else on its workload, only while the pod is not well', () => {
    const onPod = aFinding('1', { kind: 'Pod', namespace: 'cvat', name: 'a' });
    const onWorkload = aFinding('2', { kind: 'Deployment', namespace: 'cvat', name: 'web' });
    const broken = aPod(
      'a',
      { workload: { kind: 'Deployment', name: 'web' } },
      aContainer({ ready: false, state: { kind: 'waiting', reason: 'CrashLoopBackOff' } }),
    );
    expect(podRow(broken, createFindingIndex([onWorkload, onPod])).findingId).toBe('1');
    expect(podRow(broken, createFindingIndex([onWorkload])).findingId).toBe('2');
    expect(podRow(aPod('a', { workload: { kind: 'Deployment', name: 'web' } }), createFindingIndex([onWorkload])).findingId).toBeUndefined();
  });
});

describe('workload rows', () => {
  const owned = (name: string, ...containers: Parameters<typeof aPod>[2][]) =>
    aPod(name, { workload: { kind: 'Deployment', name: 'web' } }, ...containers.flatMap((c) => c ?? []));

  it('add up their pods', () => {
    const [row] = workloadRows(
      [aWorkload('web')],
      [owned('a', aContainer({ restarts: 2 })), owned('b', aContainer({ restarts: 1 })), aPod('other')],
      none,
      true,
    );
    expect(row).toMatchObject({ id: 'Deployment/cvat/web', tone: 'ok', restarts: 3, podIds: ['cvat/a', 'cvat/b'], changedBy: 'helm' });
  });

  it('are bad when a pod is broken, on their way while they roll out, off when nothing is wanted', () => {
    const broken = owned('a', aContainer({ ready: false, state: { kind: 'waiting', reason: 'ImagePullBackOff' } }));
    const tone = (over: Parameters<typeof aWorkload>[1], pods = [owned('a')]) => workloadRows([aWorkload('web', over)], pods, none, true)[0]?.tone;
    expect(tone({ available: 0, ready: 0 }, [broken])).toBe('bad');
    expect(tone({ ready: 0, available: 0 }, [])).toBe('warn');
    expect(tone({ generation: 2, observedGeneration: 1 })).toBe('warn');
    expect(tone({ desired: 0 })).toBe('off');
  });

  it('claim nothing while the API server is silent', () => {
    expect(workloadRows([aWorkload('web')], [], none, false)[0]?.tone).toBe('unknown');
  });
});
