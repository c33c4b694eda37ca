import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PodFact } from '@/lib/domain/facts/pod';
import { connectCluster } from '@/lib/k8s/connect';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { createProxyLogs, type ProxyLogs } from '@/lib/k8s/proxy-logs';
import { createManualClock, until } from '@/lib/k8s/testing/manual-clock';
import { answerJson, type ScriptedServer, type ServerRequest, startScriptedServer } from '@/lib/k8s/testing/scripted-server';

let server: ScriptedServer;
let connection: ClusterConnection;
let logs: ProxyLogs;
/** What stands in each pod's log; a pod without one cannot be read. */
let written: Record<string, string[]>;
const streams = new Map<string, ServerRequest>();

const pod = (name: string, more: Partial<PodFact> = {}) =>
  ({
    ...{ namespace: 'cvat', name, uid: `uid-${name}`, phase: 'Running', labels: { tier: 'backend' }, workload: { kind: 'Deployment', name: `w-${name}` } },
    containers: [{ name: 'main', init: false }],
    ...more,
  }) as unknown as PodFact;
const decision = (host: string, minute: number) =>
  `x ${JSON.stringify({ msg: 'CANONICAL-PROXY-DECISION', allow: false, requested_host: host, time: `2026-01-29T10:0${minute}:00Z`, decision_reason: 'r' })}`;

beforeEach(async () => {
  server = await startScriptedServer();
  connection = connectCluster({ kubeconfigPath: server.kubeconfigPath, clock: createManualClock() });
  streams.clear();
  written = { a: [decision('one', 1), 'GET /api 200'], b: [decision('two', 2)] };
  server.handler = (request) => {
    const name = request.path.split('/').at(-2) ?? '';
    const lines = written[name];
    if (!lines) return answerJson(request.response, 500, { message: 'kubelet away' });
    request.response.writeHead(200);
    if (!request.query.has('follow')) return void request.response.end(`${lines.join('\n')}\n`);
    streams.set(name, request);
    request.response.write(`${lines.join('\n')}\n`);
  };
});
afterEach(async () => {
  logs.stop();
  await connection.close();
  await server.close();
});

const open = (follows: boolean) => {
  logs = createProxyLogs(connection, { follows });
};
const hosts = async (pods = [pod('a'), pod('b')]) => (await logs.decisions(pods)).map(({ host }) => host);
/** Asks again and again, one question after the other. */
async function askUntil(isEnough: (now: string[]) => boolean): Promise<void> {
  for (let i = 0; i < 500; i += 1) if (isEnough(await hosts())) return;
  throw new Error('never seen');
}
const say = (name: string, line: string) => streams.get(name)?.response.write(`${line}\n`);

describe('the logs of the proxies', () => {
  it('are those of the backend pods that run, newest decision first', async () => {
    open(false);
    expect(await hosts([pod('a'), pod('b'), pod('c', { labels: {} }), pod('d', { phase: 'Pending' })])).toEqual(['two', 'one']);
    expect(await logs.decisions([pod('a')])).toMatchObject([{ workload: 'w-a', pod: 'a', host: 'one', rule: 'r', allow: false }]);
  });

  it('are read anew by each question where they are not followed', async () => {
    open(false);
    await hosts();
    await hosts();
    expect(server.requests.map(({ query }) => query.has('follow'))).toEqual([false, false, false, false]);
  });

  it('are read once and then followed: later questions read one of them, in turn', async () => {
    open(true);
    await hosts();
    await until(() => streams.size === 2);
    say('b', decision('three', 3));
    await askUntil((now) => now[0] === 'three');
    const before = server.requests.length;
    await hosts();
    await hosts();
    const turns = server.requests.slice(before);
    expect(turns.map(({ path }) => path.split('/').at(-2)).sort()).toEqual(['a', 'b']);
    expect(turns.some(({ query }) => query.has('follow'))).toBe(false);
  });

  it('that a stream missed are found when their turn comes', async () => {
    open(true);
    await hosts();
    await until(() => streams.size === 2);
    written.a?.push(decision('unsaid', 4));
    const found = [await hosts(), await hosts()];
    expect(found.at(-1)?.[0]).toBe('unsaid');
  });

  it('are read and followed again when a stream has ended', async () => {
    open(true);
    await hosts();
    await until(() => streams.size === 2);
    const first = streams.get('a');
    first?.response.end();
    await askUntil(() => streams.get('a') !== first);
    expect(await hosts()).toContain('one');
  });

  it('of a pod that is gone are forgotten, and its stream is closed', async () => {
    open(true);
    await hosts();
    await until(() => streams.size === 2);
    let isClosed = false;
    streams.get('a')?.request.on('close', () => {
      isClosed = true;
    });
    expect(await hosts([pod('b')])).toEqual(['two']);
    await until(() => isClosed);
  });

  it('that cannot be read leave the others known, and are an error only when it is all of them', async () => {
    open(true);
    delete written.a;
    expect(await hosts()).toEqual(['two']);
    delete written.b;
    await expect(hosts()).rejects.toMatchObject({ code: 'cluster-failed' });
  });
});
