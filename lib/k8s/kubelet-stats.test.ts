import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { NodeFact } from '@/lib/domain/facts/cluster';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { createKubeletStats } from '@/lib/k8s/kubelet-stats';
import { createManualClock } from '@/lib/k8s/testing/manual-clock';

const node = { name: 'n1' } as NodeFact;
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A kubelet that answers with the given status, or breaks the connection. */
async function kubelet(answer: { status: number | 'broken' }) {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    if (answer.status === 'broken') return void request.socket.destroy();
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end('{"pods":[]}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  const clock = createManualClock();
  const urlTemplate = `http://127.0.0.1:${(server.address() as AddressInfo).port}/{node}`;
  const stats = createKubeletStats({ connection: {} as ClusterConnection, clock, urlTemplate });
  const ask = async () => {
    clock.advance(6_000);
    return stats.summary(node).then(
      () => 'answer',
      (error: { code: string }) => error.code,
    );
  };
  return { clock, ask, asked: () => asked };
}

describe('a kubelet', () => {
  it('that cannot be reached is asked ever more rarely, and its last error given meanwhile', async () => {
    const { clock, ask, asked } = await kubelet({ status: 'broken' });
    expect(await ask()).toBe('cluster-unreachable');
    expect(await ask()).toBe('cluster-unreachable');
    expect(asked()).toBe(1);
    clock.advance(45_000);
    await ask();
    expect(asked()).toBe(2);
    clock.advance(45_000);
    await ask();
    expect(asked()).toBe(2);
    clock.advance(45_000);
    await ask();
    expect(asked()).toBe(3);
  });

  it('that is back is asked each time again', async () => {
    const answer: { status: number | 'broken' } = { status: 'broken' };
    const { clock, ask, asked } = await kubelet(answer);
    await ask();
    answer.status = 200;
    clock.advance(45_000);
    expect(await ask()).toBe('answer');
    expect(await ask()).toBe('answer');
    expect(asked()).toBe(3);
  });

  it('that refuses answers at once, so it is asked each time', async () => {
    const { ask, asked } = await kubelet({ status: 403 });
    expect(await ask()).toBe('cluster-denied');
    expect(await ask()).toBe('cluster-denied');
    expect(asked()).toBe(2);
  });
});
