import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { createPodExec } from '@/lib/k8s/exec';
import { createManualClock, pass, until } from '@/lib/k8s/testing/manual-clock';

const where = { namespace: 'cvat', pod: 'cvat-kvrocks-0', container: 'kvrocks' };
const frame = (channel: number, text: string) => Buffer.concat([Buffer.from([channel]), Buffer.from(text)]);
const success = frame(3, JSON.stringify({ status: 'Success' }));
const exited = (code: string) => frame(3, JSON.stringify({ status: 'Failure', details: { causes: [{ reason: 'ExitCode', message: code }] } }));

let server: WebSocketServer;
let script: (socket: WebSocket) => void;
let urls: string[];
let heard: number;
const clock = createManualClock();

beforeEach(async () => {
  urls = [];
  heard = 0;
  server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'v5.channel.k8s.io' });
  server.on('connection', (socket, request) => {
    urls.push(request.url ?? '');
    script(socket);
  });
  await new Promise((resolve) => server.once('listening', resolve));
});
afterEach(() => {
  server.close();
});

function exec() {
  const { port } = server.address() as AddressInfo;
  const connection = {
    credentials: async () => ({ server: `http://127.0.0.1:${port}`, headers: {}, tls: {} }),
    heard: () => {
      heard += 1;
    },
  } as unknown as ClusterConnection;
  return createPodExec({ connection, clock });
}

describe('running a command', () => {
  it('gives both streams and the exit code', async () => {
    script = (socket) => {
      for (const message of [frame(1, 'o'), frame(2, 'e'), frame(1, 'k'), exited('7')]) socket.send(message);
    };
    await expect(exec().ask(where, { id: 'kvrocks-info' })).resolves.toEqual({ stdout: 'ok', stderr: 'e', exitCode: 7 });
    expect(urls[0]).toContain('/api/v1/namespaces/cvat/pods/cvat-kvrocks-0/exec?stdout=true&stderr=true&container=kvrocks&command=sh&command=-c');
  });

  it('is a success only with a status that says so', async () => {
    script = (socket) => socket.send(success);
    expect((await exec().ask(where, { id: 'kvrocks-flush' })).exitCode).toBe(0);
    expect(heard).toBe(1);
    script = (socket) => {
      socket.send(frame(1, 'OK'));
      socket.close();
    };
    await expect(exec().ask(where, { id: 'kvrocks-flush' })).resolves.toEqual({ stdout: 'OK', stderr: '', exitCode: undefined });
    script = (socket) => socket.send(frame(3, JSON.stringify({ status: 'Failure', message: 'exit status 1' })));
    expect((await exec().ask(where, { id: 'kvrocks-flush' })).exitCode).toBeUndefined();
    script = (socket) => socket.send(frame(3, 'not JSON'));
    expect((await exec().ask(where, { id: 'kvrocks-flush' })).exitCode).toBeUndefined();
    expect(heard).toBe(1);
  });

  it('ends at 256 KiB', async () => {
    script = (socket) => {
      for (let i = 0; i < 10; i += 1) socket.send(frame(1, 'x'.repeat(100_000)));
    };
    const { stdout, exitCode } = await exec().ask(where, { id: 'kvrocks-info' });
    expect([stdout.length, exitCode]).toEqual([256 * 1024, undefined]);
  });

  it('ends after 30 s and leaves no socket behind', async () => {
    script = () => undefined;
    const answer = exec()
      .ask(where, { id: 'kvrocks-info' })
      .catch((error: unknown) => error);
    await until(() => server.clients.size === 1);
    await pass(clock, 30_000);
    await expect(answer).resolves.toMatchObject({ code: 'timed-out' });
    await until(() => server.clients.size === 0);
  });

  it.each(['../../kube-system/pods/x', '..', 'a/b', 'A', ''])('opens nothing for the pod %j', async (pod) => {
    script = () => undefined;
    await expect(exec().ask({ ...where, pod }, { id: 'kvrocks-info' })).rejects.toMatchObject({ code: 'invalid-name' });
    expect(urls).toEqual([]);
  });
});
