import { describe, expect, it } from 'vitest';
import type { FunctionFact } from '@/lib/domain/facts/models';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { createFailureLogs } from '@/lib/k8s/failure-logs';

function open() {
  const asked: string[] = [];
  const answer = { text: 'boom\n' };
  const connection = {
    text: async ({ path, query }: { path: string; query: { previous?: boolean } }) => {
      asked.push(`${path.split('/').at(-2)}${query.previous ? ' before' : ''}`);
      return answer.text;
    },
  } as unknown as ClusterConnection;
  return { logs: createFailureLogs(connection), asked, answer };
}

const crashing = (restarts: number, finishedAt?: string) =>
  ({
    ...{ namespace: 'cvat', name: 'worker', uid: 'u1', phase: 'Running', labels: {} },
    containers: [
      {
        ...{ name: 'main', restarts, ready: false, state: { kind: 'waiting', reason: 'CrashLoopBackOff' } },
        lastState: { kind: 'terminated', ...(finishedAt ? { finishedAt } : {}) },
      },
      { name: 'well', restarts: 0, ready: true, state: { kind: 'running' } },
    ],
  }) as unknown as PodFact;

describe('the log of a crash', () => {
  it('is that of the container before, and is read once for each of its lives', async () => {
    const { logs, asked, answer } = open();
    expect(await logs.crashes([crashing(3, '10:00')])).toEqual({ 'cvat/worker/main': ['boom'] });
    await logs.crashes([crashing(3, '10:00')]);
    expect(asked).toEqual(['worker before']);
    answer.text = 'bang\n';
    expect(await logs.crashes([crashing(3, '10:05')])).toEqual({ 'cvat/worker/main': ['bang'] });
    expect(asked).toHaveLength(2);
  });

  it('is read again where nothing tells the lives apart, and where nothing stood in it yet', async () => {
    const { logs, asked, answer } = open();
    await logs.crashes([crashing(3)]);
    await logs.crashes([crashing(3)]);
    expect(asked).toHaveLength(2);
    answer.text = '';
    await logs.crashes([crashing(4, '10:00')]);
    await logs.crashes([crashing(4, '10:00')]);
    expect(asked).toHaveLength(4);
  });
});

describe('the log of a build', () => {
  const model = { namespace: 'cvat', name: 'pth-sam', state: 'building' } as unknown as FunctionFact;
  const builder = (name: string, phase: string, createdAt: string) =>
    ({ namespace: 'cvat', name, uid: name, phase, createdAt, containers: [{ name: 'kaniko-executor' }] }) as unknown as PodFact;

  it('is that of the newest builder, read on while it runs and once when it has ended', async () => {
    const { logs, asked } = open();
    const pods = (phase: string) => [builder('kaniko.pthsam.1', 'Failed', '2026-01-29T09:00:00Z'), builder('kaniko.pthsam.2', phase, '2026-01-29T10:00:00Z')];
    expect(await logs.builds([model], pods('Running'))).toEqual({ 'pth-sam': ['boom'] });
    await logs.builds([model], pods('Running'));
    expect(asked).toEqual(['kaniko.pthsam.2', 'kaniko.pthsam.2']);
    await logs.builds([model], pods('Failed'));
    await logs.builds([model], pods('Failed'));
    expect(asked).toHaveLength(3);
  });

  it('is of no interest for a function that is well, or without a builder', async () => {
    const { logs, asked } = open();
    expect(await logs.builds([{ ...model, state: 'ready' } as FunctionFact], [builder('kaniko.pthsam.1', 'Succeeded', 'x')])).toEqual({});
    expect(await logs.builds([model], [])).toEqual({});
    expect(asked).toEqual([]);
  });
});
