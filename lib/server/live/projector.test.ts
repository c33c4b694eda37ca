import { describe, expect, it } from 'vitest';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { FeedChange } from '@/lib/domain/ports/cluster-feeds';
import type { MapNodeRow } from '@/lib/domain/rows/topics';
import { createProjector } from '@/lib/server/live/projector';
import { createTopicBoard } from '@/lib/server/live/topic-board';
import { createFindingIndex } from '@/lib/server/rows/finding-index';
import { aContainer, aFinding, aPod } from '@/lib/server/rows/sample-facts';
import type { TopicBuilders } from '@/lib/server/rows/topic-builders';

const broken = aContainer({ ready: false, state: { kind: 'waiting', reason: 'CrashLoopBackOff' } });

function set(count = 0) {
  const objects = new Map<string, PodFact>(Array.from({ length: count }, (_, i) => [`cvat/p${i}`, aPod(`p${i}`)] as const));
  const listeners: ((change: FeedChange<PodFact>) => void)[] = [];
  const state = { status: 'live' as const, badEvents: 0 };
  const board = createTopicBoard();
  const built: string[] = [];
  let failing: string | undefined;
  const build = (name: string) => (): MapNodeRow[] => {
    if (name === failing) {
      failing = undefined;
      throw new Error(name);
    }
    built.push(name);
    return [];
  };
  const names = ['findings', 'workloads', 'claims', 'models', 'gpu', 'gpu-cards', 'map', 'sources', 'checks', 'head'] as const;
  const builders = Object.fromEntries(names.map((name) => [name, build(name)])) as unknown as TopicBuilders;
  let findings = createFindingIndex([]);
  const subscribe = (listener: (typeof listeners)[number]) => {
    listeners.push(listener);
    return () => {};
  };
  const breaths: string[] = [];
  let meanwhile = () => {};
  const breathe = async () => {
    breaths.push(board.takeChanges() ?? '');
    meanwhile();
    meanwhile = () => {};
  };
  const projector = createProjector({ board, builders, feeds: { pods: { objects, state, subscribe } }, findings: () => findings, breathe });
  const change = (pod: PodFact) => {
    objects.set(`cvat/${pod.name}`, pod);
    for (const listener of listeners) listener({ changed: [pod], gone: [] });
  };
  const remove = (key: string) => {
    objects.delete(key);
    for (const listener of listeners) listener({ changed: [], gone: [key] });
  };
  return {
    board,
    projector,
    built,
    breaths,
    failOnce: (name: string) => (failing = name),
    onBreath: (does: () => void) => (meanwhile = does),
    change,
    remove,
    find: (index: typeof findings) => (findings = index),
  };
}

describe('keeping the board in step', () => {
  it('builds one row for one changed pod, among thousands', async () => {
    const { board, projector, change } = set(3_000);
    await projector.project(0);
    const before = board.rows('pods');
    expect(before).toHaveLength(3_000);
    board.takeChanges();
    change(aPod('p7', {}, broken));
    await projector.project(100);
    const changes = JSON.parse(board.takeChanges() ?? '[]') as { topic: string; changed: { id: string }[] }[];
    expect(changes).toMatchObject([{ topic: 'pods', changed: [{ id: 'cvat/p7', state: 'CrashLoopBackOff' }] }]);
    expect(board.rows('pods')[8]).toBe(before[8]);
  });

  it('counts pods that are not well as they come and go', async () => {
    const { projector, change, remove } = set(3);
    await projector.project(0);
    change(aPod('p1', {}, broken));
    await projector.project(1);
    expect(projector.podCounts).toEqual({ total: 3, notReady: 1 });
    change(aPod('p1', {}, broken));
    change(aPod('p2', {}, broken));
    await projector.project(2);
    remove('cvat/p1');
    await projector.project(3);
    expect(projector.podCounts).toEqual({ total: 2, notReady: 1 });
  });

  it('builds only the topics a part belongs to, and the head last', async () => {
    const { projector, built } = set();
    await projector.project(0);
    built.length = 0;
    projector.partChanged('kvrocks');
    await projector.project(1);
    expect(built).toEqual(['claims', 'head']);
    expect(projector.isMarked).toBe(false);
  });

  it('lets joined topics of a large cluster wait for their turn, and forgets none', async () => {
    const { projector, built } = set(2_001);
    await projector.project(0);
    built.length = 0;
    projector.partChanged('pods');
    await projector.project(100);
    expect(built).toEqual([]);
    await projector.project(500);
    expect(built).toContain('workloads');
  });

  it('sends the pods of a large cluster before what joins them all, and those that change meanwhile before the head', async () => {
    const { board, projector, built, breaths, onBreath, change } = set(2_001);
    onBreath(() => {
      expect(built).toEqual([]);
      change(aPod('p7', {}, broken));
    });
    await projector.project(0);
    expect(breaths[0]).toContain('"cvat/p2000"');
    expect(board.get('pods', 'cvat/p7')?.state).toBe('CrashLoopBackOff');
    expect(built.at(-1)).toBe('head');
    expect(projector.podCounts.notReady).toBe(1);
  });

  it('loses no topic after one that fails', async () => {
    const { projector, built, failOnce } = set(2_001);
    failOnce('workloads');
    await expect(projector.project(0)).rejects.toThrow('workloads');
    expect(built).not.toContain('claims');
    await projector.project(500);
    expect(built.filter((topic) => topic === 'claims')).toHaveLength(1);
    expect(built.at(-1)).toBe('head');
    expect(projector.isMarked).toBe(false);
  });

  it('does not build again what was marked in a pause before its turn', async () => {
    const { projector, built, onBreath } = set(2_001);
    onBreath(() => projector.mark('claims'));
    await projector.project(0);
    expect(built.filter((topic) => topic === 'claims')).toHaveLength(1);
    expect(projector.isMarked).toBe(false);
  });

  it('builds a small cluster in one go', async () => {
    const { projector, breaths } = set(3);
    await projector.project(0);
    expect(breaths).toEqual([]);
  });

  it('points pods that are not well at a new finding', async () => {
    const { board, projector, change, find } = set(2);
    change(aPod('p1', {}, broken));
    await projector.project(0);
    find(createFindingIndex([aFinding('f', { kind: 'Pod', namespace: 'cvat', name: 'p1' })]));
    projector.findingsChanged();
    await projector.project(1);
    expect(board.get('pods', 'cvat/p1')?.findingId).toBe('f');
  });
});
