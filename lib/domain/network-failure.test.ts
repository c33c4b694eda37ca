import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, fetch } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { AnswerTooLongError, cappedText } from './capped-text';
import { networkFailure } from './network-failure';

const servers: ReturnType<typeof createServer>[] = [];

async function serve(handle: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(handle as never);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function failureOf(asking: Promise<unknown>) {
  const error = await asking.then(() => undefined).catch((thrown: unknown) => thrown);
  return networkFailure(error);
}

describe('networkFailure', () => {
  it('calls a refused connection not sent', async () => {
    const url = await serve(() => undefined);
    const [server] = servers.splice(0);
    await new Promise((done) => server?.close(done));
    expect(await failureOf(fetch(url))).toBe('not-sent');
  });

  it('calls a Unix socket that is gone not sent', async () => {
    const dispatcher = new Agent({ connect: { socketPath: '/nowhere/loupe.sock' } });
    expect(await failureOf(fetch('http://web.cvat.svc/', { dispatcher }))).toBe('not-sent');
  });

  it('calls a name nobody knows not sent', async () => {
    expect(networkFailure(new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ENOTFOUND' }) }))).toBe('not-sent');
  });

  it('calls a connection that is torn down broken off', async () => {
    const url = await serve((request) => request.socket.destroy());
    expect(await failureOf(fetch(url))).toBe('broke-off');
  });

  it('calls patience that ran out too slow', async () => {
    const url = await serve(() => undefined);
    expect(await failureOf(fetch(url, { signal: AbortSignal.timeout(20) }))).toBe('too-slow');
  });

  it('calls a redirect nobody follows a bad answer', async () => {
    const url = await serve((_, answer) => answer.writeHead(302, { location: '/elsewhere' }).end());
    expect(await failureOf(fetch(url, { redirect: 'error' }))).toBe('bad-answer');
  });

  it('counts several refused addresses of one name as not sent, unless one of them may have been reached', () => {
    const refused = Object.assign(new Error(), { code: 'ECONNREFUSED' });
    const reset = Object.assign(new Error(), { code: 'ECONNRESET' });
    expect(networkFailure(new AggregateError([refused, refused]))).toBe('not-sent');
    expect(networkFailure(new AggregateError([refused, reset]))).toBe('broke-off');
  });
});

describe('cappedText', () => {
  it('reads text whose characters are split between pieces', async () => {
    const bytes = new TextEncoder().encode('é');
    const body = (async function* () {
      yield bytes.slice(0, 1);
      yield bytes.slice(1);
    })();
    expect(await cappedText({ body }, 10)).toBe('é');
  });

  it('gives up on an answer that grows past the cap', async () => {
    const url = await serve((_, answer) => answer.end('x'.repeat(2000)));
    const asking = fetch(url).then((answer) => cappedText(answer, 1000));
    await expect(asking).rejects.toBeInstanceOf(AnswerTooLongError);
  });
});
