import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiPath } from '@/lib/k8s/api-path';
import { connectCluster } from '@/lib/k8s/connect';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { createManualClock, type ManualClock, pass, turns, until } from '@/lib/k8s/testing/manual-clock';
import { answerJson, type ScriptedServer, startScriptedServer } from '@/lib/k8s/testing/scripted-server';

let server: ScriptedServer;
let clock: ManualClock;
let connection: ClusterConnection;
const pods = { path: apiPath('Pod', { namespace: 'cvat' }), right: 'list pods' };

beforeEach(async () => {
  server = await startScriptedServer();
  clock = createManualClock();
  connection = connectCluster({ kubeconfigPath: server.kubeconfigPath, version: '1.2.3', clock });
});
afterEach(async () => {
  await connection.close();
  await server.close();
});

describe('the connection', () => {
  it('says who it is', async () => {
    server.handler = ({ response }) => answerJson(response, 200, {}, { warning: '299 - "be \\"careful\\""' });
    const { warnings } = await connection.json(pods);
    expect(server.requests[0]?.request.headers).toMatchObject({ 'user-agent': 'loupe/1.2.3', authorization: 'Bearer made-up' });
    expect(warnings).toEqual(['be "careful"']);
    expect(connection.context).toBe('scripted');
  });

  it('reads its credentials again when they are refused, and tries once more', async () => {
    server.handler = ({ request, response }) => answerJson(response, request.headers.authorization === 'Bearer renewed' ? 200 : 401, {});
    writeFileSync(server.kubeconfigPath, readFileSync(server.kubeconfigPath, 'utf8').replace('made-up', 'renewed'));
    await connection.json(pods);
    expect(server.requests).toHaveLength(2);
  });

  it('gives up after that one try', async () => {
    server.handler = ({ response }) => answerJson(response, 401, { message: 'Unauthorized' });
    await expect(connection.json(pods)).rejects.toMatchObject({ code: 'cluster-denied', userMessage: { params: { right: 'list pods' } } });
    expect(server.requests).toHaveLength(2);
  });

  it('keeps its deadline before a server that takes connections and says nothing, not even TLS', async () => {
    const mute = createServer().listen(0, '127.0.0.1');
    await once(mute, 'listening');
    writeFileSync(
      server.kubeconfigPath,
      readFileSync(server.kubeconfigPath, 'utf8').replace(/http:\/\/127\.0\.0\.1:\d+/, `https://127.0.0.1:${(mute.address() as AddressInfo).port}`),
    );
    const other = connectCluster({ kubeconfigPath: server.kubeconfigPath, clock });
    const connected = once(mute, 'connection');
    const call = other.json({ ...pods, timeoutMs: 2_000 }).catch((error: unknown) => error);
    const [socket] = (await connected) as [Socket];
    await pass(clock, 2_000);
    await expect(Promise.race([call, turns().then(() => 'still waiting')])).resolves.toMatchObject({ code: 'timed-out' });
    socket.destroy();
    mute.close();
    await other.close();
  });

  it.each([
    [403, 'cluster-denied'],
    [404, 'not-found'],
    [409, 'cluster-conflict'],
    [410, 'cluster-gone'],
    [422, 'cluster-invalid'],
    [429, 'cluster-throttled'],
    [500, 'cluster-failed'],
    [302, 'cluster-failed'],
  ])('calls %i %s', async (status, code) => {
    server.handler = ({ response }) => answerJson(response, status, { message: 'because' }, { 'retry-after': '7', location: 'http://evil.test/' });
    await expect(connection.json(pods)).rejects.toMatchObject({ code, retryAfterSeconds: 7, userMessage: { params: { reason: 'because' } } });
    expect(server.requests).toHaveLength(1);
  });

  it('does not wait longer than its deadline', async () => {
    server.mode = 'frozen';
    const answer = connection.json(pods).catch((error: unknown) => error);
    await until(() => server.requests.length === 1);
    await pass(clock, 15_000);
    await expect(answer).resolves.toMatchObject({ code: 'timed-out' });
  });

  it('takes a success without JSON for a failure', async () => {
    server.handler = ({ response }) => response.end('<html>');
    await expect(connection.json(pods)).rejects.toMatchObject({ code: 'cluster-failed' });
  });

  it('says that nobody is there', async () => {
    await server.close();
    await expect(connection.json(pods)).rejects.toMatchObject({ code: 'cluster-unreachable' });
  });

  it('remembers when it was answered last; a failure of the server itself is no answer', async () => {
    const ask = async (status: number) => {
      server.handler = ({ response }) => answerJson(response, status, {});
      await connection.json(pods).catch(() => undefined);
      return connection.answeredAt;
    };
    expect(await ask(503)).toBeUndefined();
    const first = await ask(404);
    expect(first).toBe(clock.now());
    clock.advance(1_000);
    expect(await ask(503)).toBe(first);
    connection.heard();
    expect(connection.answeredAt).toBe(clock.now());
  });

  it('measures how far the clock of the server is', async () => {
    const seen: number[] = [];
    connection.onServerDate((skewMs) => seen.push(skewMs));
    server.handler = ({ response }) => answerJson(response, 200, {}, { date: new Date(clock.now() + 3_600_000).toUTCString() });
    await connection.json(pods);
    expect(Math.abs(connection.skewMs - 3_600_000)).toBeLessThanOrEqual(1_000);
    expect(seen).toEqual([connection.skewMs]);
  });
});

describe('without credentials', () => {
  it.each([undefined, '/not/there'])('it is not configured: %s', (kubeconfigPath) => {
    expect(() => connectCluster({ kubeconfigPath })).toThrow(expect.objectContaining({ code: 'not-configured' }));
  });
});
