import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectCluster } from '@/lib/k8s/connect';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { advanceUntil, createManualClock, type ManualClock, pass, until } from '@/lib/k8s/testing/manual-clock';
import {
  added,
  answerJson,
  bookmark,
  deleted,
  item,
  modified,
  type ScriptedServer,
  type ServerRequest,
  sendEvents,
  startScriptedServer,
} from '@/lib/k8s/testing/scripted-server';
import { type ResourceWatch, watchResource } from '@/lib/k8s/watch/watch-resource';
import type { WatchState } from '@/lib/k8s/watch/watch-status';

let server: ScriptedServer;
let clock: ManualClock;
let connection: ClusterConnection;
let watches: ResourceWatch<string>[];

beforeEach(async () => {
  server = await startScriptedServer();
  clock = createManualClock();
  connection = connectCluster({ kubeconfigPath: server.kubeconfigPath, clock });
  watches = [];
});
afterEach(async () => {
  for (const watch of watches) watch.stop();
  await connection.close();
  await server.close();
});

function watchPods(more: { onChange?: (keys: string[], removed: readonly string[]) => void; onState?: (state: WatchState) => void } = {}) {
  const watch = watchResource<string>({
    ...{ kind: 'Pod', namespace: 'cvat', connection, clock, random: () => 0.5 },
    trim: (object) => String(object.metadata.resourceVersion),
    onChange: (change) => more.onChange?.([...change.changed.keys()], change.removed),
    onState: (state) => more.onState?.(state),
  });
  watches.push(watch);
  return watch;
}

const listsAll = ({ query }: ServerRequest) => query.get('sendInitialEvents') === 'true';
const last = () => server.requests.at(-1) as ServerRequest;
const keys = (watch: ResourceWatch<string>) => [...watch.objects.keys()].sort();

/** Streams the given objects as a whole list and leaves the stream open. */
function serveList(names: readonly string[], version: number): void {
  server.handler = ({ response }) => sendEvents(response, ...names.map((name) => added(name, version)), bookmark(version, true));
}

async function live(names: readonly string[] = ['a', 'b'], version = 10) {
  serveList(names, version);
  const watch = watchPods();
  await until(() => watch.state === 'live', 'live');
  return watch;
}

describe('a watch', () => {
  it('streams the list, and is live only when it is whole', async () => {
    server.handler = ({ response }) => sendEvents(response, added('a', 5));
    const changes: unknown[] = [];
    const watch = watchPods({ onChange: (changed, removed) => changes.push([changed, removed]) });
    await until(() => server.requests.length === 1);
    await pass(clock, 1_000);
    expect([watch.state, watch.objects.size, changes]).toEqual(['starting', 0, []]);
    expect(last().query.get('resourceVersionMatch')).toBe('NotOlderThan');
    sendEvents(last().response, added('b', 6), bookmark(6, true));
    await until(() => watch.state === 'live');
    expect(keys(watch)).toEqual(['cvat/a', 'cvat/b']);
    expect(changes).toEqual([[['cvat/a', 'cvat/b'], []]]);
  });

  it('follows changes and deletions, and tells what changed', async () => {
    const watch = await live();
    sendEvents(last().response, modified('a', 11), deleted('b', 12));
    await until(() => watch.objects.size === 1);
    expect(watch.objects.get('cvat/a')).toBe('11');
  });

  it('goes on from the last bookmark when the server closes, without listing', async () => {
    const watch = await live();
    sendEvents(last().response, bookmark(99));
    last().response.end();
    await advanceUntil(clock, () => server.requests.length === 2);
    expect(last().query.get('resourceVersion')).toBe('99');
    expect(last().query.has('sendInitialEvents')).toBe(false);
    expect(watch.state).toBe('live');
  });

  it('asks for pages of 500 where there is no streaming list', async () => {
    server.handler = (request) => {
      if (listsAll(request)) return answerJson(request.response, 422, { message: 'sendInitialEvents is forbidden' });
      if (request.query.has('watch')) return sendEvents(request.response);
      const second = request.query.get('continue') === 'more';
      answerJson(request.response, 200, { metadata: { resourceVersion: '7', ...(second ? {} : { continue: 'more' }) }, items: [item(second ? 'b' : 'a', 7)] });
    };
    const watch = watchPods();
    await advanceUntil(clock, () => server.requests.length === 4);
    expect(keys(watch)).toEqual(['cvat/a', 'cvat/b']);
    expect(server.requests[1]?.query.get('limit')).toBe('500');
    expect(last().query.get('resourceVersion')).toBe('7');
    expect([watch.state, watch.errors]).toEqual(['live', 0]);
  });

  it('takes a streaming list that never ends for none', async () => {
    server.handler = (request) => {
      if (listsAll(request)) return sendEvents(request.response, added('a', 7));
      if (request.query.has('watch')) return sendEvents(request.response);
      answerJson(request.response, 200, { metadata: { resourceVersion: '7' }, items: [item('a', 7)] });
    };
    const watch = watchPods();
    await advanceUntil(clock, () => watch.state === 'live', 40_000);
    expect(keys(watch)).toEqual(['cvat/a']);
  });
});

describe('a server that fails', () => {
  it.each([500, 503, 504])('with %i is asked again, ever more slowly up to 5 s, and listed anew when it is back', async (status) => {
    const states: WatchState[] = [];
    server.handler = ({ response }) => answerJson(response, status, { message: 'no' });
    const watch = watchPods({ onState: (state) => states.push(state) });
    await pass(clock, 60_000);
    expect(server.requests.length).toBeGreaterThan(8);
    expect(server.requests.length).toBeLessThan(30);
    serveList(['a'], 20);
    const took = await advanceUntil(clock, () => watch.state === 'live');
    expect(took).toBeLessThanOrEqual(7_000);
    expect(states).toEqual(['unreachable', 'live']);
  });

  it('with 429 is left alone for as long as it asks', async () => {
    server.handler = ({ response }) => answerJson(response, 429, { message: 'slow down' }, { 'retry-after': '30' });
    watchPods();
    await until(() => server.requests.length === 1);
    await pass(clock, 29_500);
    expect(server.requests).toHaveLength(1);
    await advanceUntil(clock, () => server.requests.length === 2, 2_000);
  });

  it('by a reset in the middle of an event loses nothing: it goes on from the last version', async () => {
    const watch = await live();
    sendEvents(last().response, modified('a', 11));
    await until(() => watch.objects.get('cvat/a') === '11');
    last().response.write('{"type":"ADDED","object":{"metadata":{"na');
    await pass(clock, 500);
    server.dropConnections();
    await advanceUntil(clock, () => server.requests.length === 2);
    expect(last().query.get('resourceVersion')).toBe('11');
    expect(watch.skippedEvents).toBe(0);
  });

  it.each([
    ['an event without an object', '{"type":"ADDED"}'],
    ['an object without metadata', '{"type":"ADDED","object":{}}'],
    ['an object without a name', '{"type":"MODIFIED","object":{"metadata":{}}}'],
    ['a name that is none', '{"type":"ADDED","object":{"metadata":{"name":"../x"}}}'],
    ['something that is no JSON', '<html>bad gateway</html>'],
    ['null', 'null'],
    ['a list', '[]'],
    ['an unknown type', '{"type":"EXPLODED","object":{"metadata":{"name":"x"}}}'],
    ['a line of 5 MiB', `{"type":"ADDED","object":"${'x'.repeat(5 * 1024 * 1024)}"}`],
  ])('by %s has that event counted and skipped, and nothing else', async (_what, line) => {
    const watch = await live();
    sendEvents(last().response, line, added('c', 12));
    await until(() => watch.objects.size === 3);
    expect([watch.skippedEvents, watch.state, server.requests.length]).toEqual([1, 'live', 1]);
  });

  it('by an event that was skipped makes it list again, but not at once and not for ever', async () => {
    const watch = await live(['a', 'b']);
    sendEvents(last().response, '{"type":"DELETED"}');
    await until(() => watch.skippedEvents === 1);
    serveList(['a'], 30);
    await pass(clock, 61_000);
    sendEvents(server.requests[0]?.response as never, bookmark(29));
    await advanceUntil(clock, () => keys(watch).length === 1);
    expect(server.requests).toHaveLength(2);
  });

  it('with 410 on opening is listed anew, and what was deleted meanwhile is seen', async () => {
    const removed: string[] = [];
    serveList(['a', 'b'], 10);
    const watch = watchPods({ onChange: (_changed, gone) => removed.push(...gone) });
    await until(() => watch.state === 'live');
    server.handler = (request) => {
      if (!listsAll(request)) return answerJson(request.response, 410, { message: 'too old resource version' });
      sendEvents(request.response, added('a', 50), bookmark(50, true));
    };
    server.requests[0]?.response.end();
    await advanceUntil(clock, () => watch.objects.size === 1);
    expect(removed).toEqual(['cvat/b']);
    expect(watch.state).toBe('live');
  });

  it('with 410 inside the stream is listed anew, and stays in view until the new list is whole', async () => {
    const watch = await live(['a', 'b']);
    server.handler = ({ response }) => sendEvents(response, added('a', 50));
    sendEvents(server.requests[0]?.response as never, { type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } });
    await advanceUntil(clock, () => server.requests.length === 2);
    await pass(clock, 500);
    expect(keys(watch)).toEqual(['cvat/a', 'cvat/b']);
    sendEvents(last().response, bookmark(50, true));
    await until(() => watch.objects.size === 1);
  });

  it('by closing after each event is not stormed', async () => {
    let version = 10;
    server.handler = (request) => {
      version += 1;
      sendEvents(request.response, added('a', version), ...(listsAll(request) ? [bookmark(version, true)] : []));
      request.response.end();
    };
    const watch = watchPods();
    await pass(clock, 60_000);
    expect(watch.starts).toBeLessThan(25);
    expect(watch.state).toBe('live');
  });

  it('by taking connections and saying nothing is no live source', async () => {
    const watch = await live();
    server.handler = ({ response }) => {
      response.writeHead(200);
      response.end();
    };
    server.requests[0]?.response.end();
    await advanceUntil(clock, () => watch.state === 'stale', 30_000);
    serveList(['a'], 60);
    await advanceUntil(clock, () => watch.state === 'live', 7_000);
    expect(keys(watch)).toEqual(['cvat/a']);
  });

  it('by freezing is stale within 10 s, keeps its age, and is live again only after a new list', async () => {
    const watch = await live();
    await pass(clock, 5_000);
    server.mode = 'frozen';
    const took = await advanceUntil(clock, () => watch.state === 'stale', 10_000);
    expect(took).toBeLessThanOrEqual(10_000);
    const asOf = watch.asOf;
    await pass(clock, 60_000);
    expect(watch.asOf).toBe(asOf);
    expect(server.requests.length).toBeLessThan(4);
    server.handler = ({ response }) => sendEvents(response, added('z', 70));
    server.mode = 'up';
    server.dropConnections();
    await advanceUntil(clock, () => listsAll(last()) && last().response.headersSent, 15_000);
    await pass(clock, 1_000);
    expect(watch.state).toBe('stale');
    sendEvents(last().response, bookmark(70, true));
    await until(() => watch.state === 'live');
    expect(keys(watch)).toEqual(['cvat/z']);
  });

  it('with 403 is denied, with the right that is missing, and is asked rarely', async () => {
    server.handler = ({ response }) => answerJson(response, 403, { message: 'pods is forbidden' });
    const watch = watchPods();
    await advanceUntil(clock, () => watch.state === 'denied');
    expect(watch.trouble).toEqual({ code: 'cluster-denied', missingRight: 'watch pods' });
    await pass(clock, 60_000);
    expect(server.requests.length).toBeLessThan(7);
    serveList(['a'], 3);
    await advanceUntil(clock, () => watch.state === 'live', 16_000);
  });

  it('is not asked any more once the watch is stopped', async () => {
    const watch = await live();
    watch.stop();
    await pass(clock, 20_000);
    expect(server.requests).toHaveLength(1);
  });
});

describe('a reader that fails', () => {
  it('does not end the watch when it throws', async () => {
    serveList(['a'], 10);
    const watch = watchPods({
      onChange: () => {
        throw new Error('mine');
      },
    });
    await until(() => watch.state === 'live');
    sendEvents(last().response, added('b', 11));
    await until(() => watch.objects.size === 2);
    expect(watch.errors).toBe(2);
  });

  it('costs only the object it cannot trim', async () => {
    serveList(['bad', 'good'], 10);
    const watch = watchResource<string>({
      ...{ kind: 'Pod', namespace: 'cvat', connection, clock },
      trim: (object) => {
        if (object.metadata.name === 'bad') throw new Error('odd');
        return object.metadata.name;
      },
    });
    watches.push(watch);
    await until(() => watch.state === 'live');
    expect([keys(watch), watch.skippedEvents]).toEqual([['cvat/good'], 1]);
  });
});

describe('many watches of one connection', () => {
  it('share one heartbeat', async () => {
    serveList(['a'], 10);
    let probes = 0;
    const counted: ClusterConnection = {
      ...connection,
      text(request) {
        probes += 1;
        return connection.text(request);
      },
    };
    const all = ['Pod', 'Service', 'Job'].map((kind) =>
      watchResource<string>({ ...{ kind: kind as 'Pod', namespace: 'cvat', connection: counted, clock }, trim: (object) => object.metadata.name }),
    );
    watches.push(...all);
    await until(() => all.every((watch) => watch.state === 'live'));
    await pass(clock, 30_000);
    expect(probes).toBeGreaterThan(8);
    expect(probes).toBeLessThan(13);
  });
});
