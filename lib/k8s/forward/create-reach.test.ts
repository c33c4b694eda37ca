import { existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import path from 'node:path';
import { Agent, request } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReach } from '@/lib/k8s/forward/create-reach';
import { pass, turns, until } from '@/lib/k8s/testing/manual-clock';
import { answerTo, gone, openReachStage, type ReachStage, web } from '@/lib/k8s/testing/reach-stage';

let stage: ReachStage;
let { api, reach, clock, wayTo, dial }: ReachStage = {} as ReachStage;

beforeEach(async () => {
  stage = await openReachStage();
  ({ api, reach, clock, wayTo, dial } = stage);
});
afterEach(() => stage.close());

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
    stage.onEnd(() => new Promise((resolve) => server.close(resolve)));
    await new Promise((resolve) => server.once('listening', resolve));
    api.onForward = ({ socket, send }) => {
      const upstream = connect((server.address() as AddressInfo).port, '127.0.0.1');
      upstream.on('data', (chunk: Buffer) => send(0, chunk)).on('error', () => undefined);
      upstream.on('close', () => socket.close());
      socket.on('message', (data: Buffer) => upstream.write(data.subarray(1)));
      socket.on('close', () => upstream.destroy());
    };
    const agent = new Agent({ connect: { socketPath: await wayTo() }, connections: 6, pipelining: 1 });
    stage.onEnd(() => agent.destroy());
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
