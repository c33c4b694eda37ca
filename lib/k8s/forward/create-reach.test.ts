import { existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import path from 'node:path';
import { Agent, request } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reach } from '@/lib/domain/ports/reach';
import { createReach } from '@/lib/k8s/forward/create-reach';
import { type ForwardingServer, startForwardingServer } from '@/lib/k8s/testing/forwarding-server';
import { createManualClock, type ManualClock, pass, turns, until } from '@/lib/k8s/testing/manual-clock';

const web = { kind: 'service', namespace: 'cvat', service: 'web', port: 80 } as const;
let api: ForwardingServer;
let reach: Reach;
let clock: ManualClock;
const ending: (() => Promise<unknown> | unknown)[] = [];

beforeEach(async () => {
  clock = createManualClock();
  api = await startForwardingServer();
  reach = createReach({ connection: api.connection, clock, isInCluster: false, version: 'test' });
});
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
  await reach.close();
  await api.close();
});

/** Asks for a way and lets the time pass that a first connection is watched for. */
async function wayTo(address: Parameters<Reach['way']>[0] = web): Promise<string> {
  let ended = false;
  const asked = reach.way(address).finally(() => {
    ended = true;
  });
  asked.catch(() => undefined);
  const opened = api.forwarded.length;
  await until(() => ended || api.forwarded.length > opened, 'a connection');
  await turns(20);
  await pass(clock, 400);
  return (await asked).socketPath as string;
}

function dial(socketPath: string): Promise<Socket> {
  const socket = connect(socketPath);
  socket.on('error', () => undefined);
  ending.push(() => socket.destroy());
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
  });
}

const gone = (socket: Socket) => new Promise<void>((resolve) => (socket.destroyed ? resolve() : socket.once('close', () => resolve())));

async function answerTo(socket: Socket, text: string): Promise<string> {
  socket.write(text);
  let got = '';
  return new Promise((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      got += chunk.toString();
      if (got.length >= text.length) resolve(got);
    });
  });
}

describe('a way to a Service from outside', () => {
  it('is a private Unix socket that leads to the target port of a ready pod', async () => {
    const socketPath = await wayTo();
    expect(await reach.way(web)).toEqual({ kind: 'port-forward', origin: 'http://web.cvat.svc:80', host: 'web.cvat.svc', port: 80, socketPath });
    expect([statSync(socketPath).mode & 0o777, statSync(path.dirname(socketPath)).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(await answerTo(await dial(socketPath), 'hello')).toBe('hello');
    expect(api.paths).toContain('/api/v1/namespaces/cvat/pods/web-1/portforward?ports=8080');
    expect(api.forwarded[0]?.request.headers['user-agent']).toBe('loupe/test');
    expect(api.paths.join()).not.toContain('not-ready');
  });

  it('carries HTTP of any size, many questions at once and one after the other', async () => {
    const server = createServer((asked, response) => void asked.pipe(response)).listen(0, '127.0.0.1');
    ending.push(() => new Promise((resolve) => server.close(resolve)));
    await new Promise((resolve) => server.once('listening', resolve));
    api.onForward = ({ socket, send }) => {
      const upstream = connect((server.address() as AddressInfo).port, '127.0.0.1');
      upstream.on('data', (chunk: Buffer) => send(0, chunk)).on('error', () => undefined);
      upstream.on('close', () => socket.close());
      socket.on('message', (data: Buffer) => upstream.write(data.subarray(1)));
      socket.on('close', () => upstream.destroy());
    };
    const agent = new Agent({ connect: { socketPath: await wayTo() }, connections: 6, pipelining: 1 });
    ending.push(() => agent.destroy());
    const body = Buffer.alloc(3_000_000, 'abcdefg');
    const answers = await Promise.all(
      Array.from({ length: 12 }, async () =>
        Buffer.from(await (await request('http://web.cvat.svc:80/', { method: 'POST', body, dispatcher: agent })).body.arrayBuffer()),
      ),
    );
    expect(answers.every((answer) => answer.equals(body))).toBe(true);
    expect(api.peak).toBe(6);
  });

  it('takes no more connections at once than it may, and the next in turn', async () => {
    const socketPath = await wayTo();
    const sockets = await Promise.all(Array.from({ length: 8 }, () => dial(socketPath)));
    await until(() => api.open === 6);
    const last = answerTo(sockets[7] as Socket, 'last');
    await turns(50);
    expect([api.open, api.peak]).toEqual([6, 6]);
    sockets[0]?.destroy();
    sockets[1]?.destroy();
    expect(await last).toBe('last');
  });

  it('slows the pod when nobody reads, and who writes when the pod does not', async () => {
    let sent = 0;
    api.onForward = ({ socket }) => {
      const fill = () => {
        while (socket.readyState === socket.OPEN && socket.bufferedAmount < 1_000_000) {
          socket.send(Buffer.concat([Buffer.of(0), Buffer.alloc(65_536)]));
          sent += 65_536;
        }
        if (socket.readyState === socket.OPEN) setImmediate(fill);
      };
      fill();
    };
    const reading = await dial(await wayTo());
    reading.pause();
    let before = -1;
    await until(() => sent > 0);
    for (let i = 0; i < 50 && before !== sent; i += 1) {
      before = sent;
      await turns(200);
    }
    expect(sent).toBe(before);
    expect(sent).toBeLessThan(40_000_000);
    reading.destroy();

    api.onForward = ({ socket }) => socket.pause();
    const writing = await dial(await wayTo());
    let written = 0;
    while (written < 200_000_000 && writing.write(Buffer.alloc(65_536))) {
      written += 65_536;
      await turns(2);
    }
    expect(written).toBeLessThan(100_000_000);
  });

  it('goes to another pod when the first was replaced, without anybody asking again', async () => {
    const socketPath = await wayTo();
    const first = await dial(socketPath);
    expect(await answerTo(first, 'one')).toBe('one');
    api.pods = ['web-2'];
    api.refuse = (asked) => (asked.includes('/pods/web-1/') ? 404 : undefined);
    api.forwarded[0]?.socket.close(1000);
    await gone(first);
    expect(await answerTo(await dial(socketPath), 'two')).toBe('two');
    expect(api.forwarded.at(-1)?.pod).toBe('web-2');
  });

  it('is found by selector and named port where EndpointSlices may not be listed', async () => {
    api.refuse = (asked) => (asked.endsWith('/endpointslices') ? 403 : undefined);
    await wayTo();
    expect(api.forwarded[0]).toMatchObject({ pod: 'web-1', port: 8_080 });
  });

  it('closes connections that fell silent, then itself when nobody asks for it, and leaves no file', async () => {
    const socketPath = await wayTo();
    const socket = await dial(socketPath);
    await answerTo(socket, 'x');
    clock.advance(70_000);
    await gone(socket);
    await until(() => api.open === 0);
    expect(existsSync(socketPath)).toBe(true);
    for (let minute = 0; minute < 6; minute += 1) {
      clock.advance(60_000);
      await turns(20);
    }
    await until(() => !existsSync(socketPath));
    expect(await wayTo()).not.toBe(socketPath);
    await reach.close();
    expect(existsSync(path.dirname(socketPath))).toBe(false);
  });

  it('costs one connection when many ask for it at once', async () => {
    const ways = Promise.all([reach.way(web), reach.way(web), reach.way(web)]);
    await until(() => api.forwarded.length > 0);
    await pass(clock, 400);
    await ways;
    expect([api.forwarded.length, api.paths.filter((asked) => asked.endsWith('/services/web')).length]).toEqual([1, 1]);
  });
});

describe('what keeps a Service from being reached', () => {
  it('is told: no such Service, no such port, no ready pod', async () => {
    const reasonOf = (address: object) => reach.way({ ...web, ...address }).then(String, (error: unknown) => error);
    expect(await reasonOf({ service: 'other' })).toMatchObject({ code: 'endpoint-unreachable', userMessage: { params: { reason: 'no_service' } } });
    expect(await reasonOf({ port: 99 })).toMatchObject({ code: 'endpoint-unreachable', userMessage: { params: { reason: 'no_port' } } });
    api.pods = [];
    expect(await reasonOf({})).toMatchObject({ code: 'endpoint-unreachable', userMessage: { params: { reason: 'no_ready_pod' } } });
  });

  it('names the missing right', async () => {
    api.refuse = (asked) => (asked.endsWith('/portforward') ? 403 : undefined);
    await expect(wayTo()).rejects.toMatchObject({ code: 'cluster-denied', userMessage: { params: { right: 'create pods/portforward' } } });
  });

  it('is a refusal of the port, also when that comes after the connection stands', async () => {
    api.onForward = ({ send, socket }) => {
      send(1, 'dial tcp4 127.0.0.1:8080: connect: connection refused');
      socket.close(1000);
    };
    await expect(wayTo()).rejects.toMatchObject({ code: 'endpoint-unreachable', userMessage: { params: { reason: 'refused' } } });
  });

  it('ends a connection whose port is refused in the middle, and is told to whoever asks next', async () => {
    const socketPath = await wayTo();
    const socket = await dial(socketPath);
    await answerTo(socket, 'x');
    api.onForward = ({ send }) => send(1, 'connection refused');
    api.forwarded[0]?.send(1, 'lost connection to pod');
    await gone(socket);
    await expect(wayTo()).rejects.toMatchObject({ code: 'endpoint-unreachable', userMessage: { params: { reason: 'refused' } } });
  });

  it('is a deadline of its own when the server says nothing, and holds up no other', async () => {
    api.announces = false;
    const slow = reach.way({ ...web, port: 81 }).then(String, (error: unknown) => error);
    await until(() => api.forwarded.length === 1);
    api.announces = true;
    expect(await wayTo()).toMatch(/\.sock$/);
    await pass(clock, 10_000);
    expect(await slow).toMatchObject({ code: 'timed-out' });
    await until(() => api.open === 1);
  });

  it('is the silence of the API server, in time', async () => {
    api.isFrozen = true;
    const asked = reach.way(web).then(String, (error: unknown) => error);
    await turns(50);
    await pass(clock, 10_000);
    expect(await asked).toMatchObject({ code: 'timed-out' });
  });

  it('is never a path made of a bad name', async () => {
    for (const bad of [{ service: '../../nodes/x' }, { namespace: 'a/b' }, { namespace: '..' }, { port: 0 }]) {
      await expect(reach.way({ ...web, ...bad })).rejects.toMatchObject({ code: 'invalid-name' });
    }
    expect(api.paths).toEqual([]);
  });

  it('ends with the pool: open connections and attempts are given up', async () => {
    const socket = await dial(await wayTo());
    await answerTo(socket, 'x');
    api.announces = false;
    const asked = reach.way({ ...web, port: 81 }).then(String, (error: unknown) => error);
    await until(() => api.forwarded.length === 2);
    await reach.close();
    await gone(socket);
    expect(await asked).toMatchObject({ code: 'endpoint-unreachable' });
    await until(() => api.open === 0);
  });
});

describe('other ways', () => {
  it('are the DNS name of a Service in the cluster, and cost nothing', async () => {
    const inside = createReach({ connection: api.connection, clock, isInCluster: true });
    expect(await inside.way(web)).toEqual({ kind: 'service-dns', origin: 'http://web.cvat.svc:80', host: 'web.cvat.svc', port: 80 });
    expect(api.paths).toEqual([]);
  });

  it('are the address as it was entered', async () => {
    expect(await reach.way({ kind: 'configured', url: 'https://cvat.example.org/base/' })).toEqual({
      ...{ kind: 'configured', origin: 'https://cvat.example.org/base', host: 'cvat.example.org', port: 443 },
    });
    expect(await reach.way({ kind: 'host', host: 'fd00::1', port: 6_666 })).toEqual({
      kind: 'configured',
      origin: 'http://[fd00::1]:6666',
      host: 'fd00::1',
      port: 6_666,
    });
    for (const url of ['javascript:alert(1)', 'http://user:secret@x', 'no address']) {
      await expect(reach.way({ kind: 'configured', url })).rejects.toMatchObject({ code: 'invalid-address' });
    }
  });
});

describe('the number of Services', () => {
  it('is bounded: the one that rested longest gives way, and one in use does not', async () => {
    api.serves = () => true;
    const named = (n: number) => ({ ...web, service: `web-${n}` });
    const first = await wayTo(named(0));
    const second = await dial(await wayTo(named(1)));
    await answerTo(second, 'x');
    for (let n = 2; n < 16; n += 1) await wayTo(named(n));
    expect(existsSync(first)).toBe(true);
    await wayTo(named(16));
    expect(existsSync(first)).toBe(false);
    expect(await answerTo(second, 'still')).toBe('still');
  });
});
