import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startKubeletStats } from './kubelet';
import { aDeployment, aPod, echoAnswers, startTestApi, type TestApi } from './test-api';
import { openStream } from './test-stream';

let lab: TestApi;
const PODS = '/api/v1/namespaces/cvat/pods';
const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

beforeEach(async () => {
  lab = await startTestApi();
  lab.store.put(aPod('p'), 'test');
});
afterEach(() => lab.close());

async function allowed(resourceAttributes: Record<string, string>): Promise<boolean> {
  const answer = await lab.call('POST', REVIEWS, { body: { spec: { resourceAttributes } } });
  expect(answer.code).toBe(201);
  return answer.body.status.allowed;
}

describe('rights', () => {
  it('are all there at first', async () => {
    expect(await allowed({ verb: 'patch', group: 'apps', resource: 'deployments', namespace: 'cvat' })).toBe(true);
  });

  it('can be taken away: the request is refused in the authoriser’s words and the review says no', async () => {
    const restore = lab.api.injectFault({ deny: [{ verb: 'list', resource: 'pods', namespace: 'cvat' }] });
    expect((await lab.call('GET', PODS)).body).toMatchObject({
      code: 403,
      reason: 'Forbidden',
      message: 'pods is forbidden: User "system:serviceaccount:cvat:loupe" cannot list resource "pods" in API group "" in the namespace "cvat"',
      details: { kind: 'pods' },
    });
    expect(await allowed({ verb: 'list', resource: 'pods', namespace: 'cvat' })).toBe(false);
    expect(await allowed({ verb: 'get', resource: 'pods', namespace: 'cvat' })).toBe(true);
    restore();
    expect((await lab.call('GET', PODS)).code).toBe(200);
  });

  it('name subresource and scope', async () => {
    lab.api.injectFault({ deny: [{ resource: 'deployments', subresource: 'scale' }, { resource: 'nodes' }] });
    lab.store.put(aDeployment(), 'test');
    const scale = await lab.call('PATCH', '/apis/apps/v1/namespaces/cvat/deployments/web/scale', { body: {}, type: 'application/merge-patch+json' });
    expect(scale.body.message).toContain('cannot patch resource "deployments/scale" in API group "apps" in the namespace "cvat"');
    expect((await lab.call('GET', '/api/v1/nodes')).body.message).toContain('at the cluster scope');
    expect((await lab.call('GET', '/apis/apps/v1/namespaces/cvat/deployments/web')).code).toBe(200);
  });

  it('can be those of one token only', async () => {
    lab.api.injectFault({ deny: [{ resource: 'pods', token: 'reader' }] });
    expect((await lab.call('GET', PODS, { token: 'reader' })).code).toBe(403);
    expect((await lab.call('GET', PODS, { token: 'other' })).code).toBe(200);
  });
});

describe('faults', () => {
  it('answer with the asked error, so often, with Retry-After', async () => {
    lab.api.injectFault({ answer: { resource: 'pods', verb: 'list', code: 429, retryAfterSeconds: 2, times: 1 } });
    const first = await lab.call('GET', PODS);
    expect(first.body).toMatchObject({ code: 429, reason: 'TooManyRequests', details: { retryAfterSeconds: 2 } });
    expect(first.headers.get('retry-after')).toBe('2');
    expect((await lab.call('GET', PODS)).code).toBe(200);
  });

  it('drop connections and add warnings', async () => {
    lab.api.injectFault({ drop: { resource: 'pods', times: 1 } });
    await expect(lab.call('GET', PODS)).rejects.toThrow();
    lab.api.injectFault({ warn: { resource: 'pods', text: 'deprecated' } });
    expect((await lab.call('GET', PODS)).headers.get('warning')).toBe('299 - "deprecated"');
  });

  it('are gone when cleared', async () => {
    lab.api.injectFault({ answer: { code: 500 } });
    expect((await lab.call('GET', PODS)).code).toBe(500);
    lab.api.clearFaults();
    expect((await lab.call('GET', PODS)).code).toBe(200);
  });
});

describe('the log of requests', () => {
  it('knows verb, path, code and caller', async () => {
    await lab.core.listNamespacedPod({ namespace: 'cvat', labelSelector: 'a=b' });
    await lab.call('GET', `${PODS}/none`);
    expect(lab.api.requestLog).toMatchObject([
      { verb: 'list', method: 'GET', path: PODS, query: '?labelSelector=a%3Db', code: 200, at: '2026-01-05T08:00:00.000Z' },
      { verb: 'get', path: `${PODS}/none`, code: 404 },
    ]);
  });
});

/** As long as a server that is up needs for some answers. */
async function meanwhile(): Promise<void> {
  const other = await startTestApi();
  for (let n = 0; n < 10; n++) await other.call('GET', '/healthz');
  await other.close();
}

describe('a frozen server', () => {
  it('takes connections and says nothing, then says all of it', async () => {
    const stream = await openStream(`${lab.api.url}${PODS}?watch=1&resourceVersion=${lab.store.resourceVersion}`);
    await lab.api.setMode('frozen');
    lab.store.put(aPod('q'), 'test');
    let answered = false;
    const late = lab.call('GET', '/healthz').then((answer) => {
      answered = true;
      return answer;
    });
    await new Promise<void>((resolve, reject) => {
      const socket = connect(lab.api.port, '127.0.0.1', () => {
        socket.destroy();
        resolve();
      });
      socket.on('error', reject);
    });
    await meanwhile();
    expect(answered).toBe(false);
    expect(stream.unread).toBe(0);
    await lab.api.setMode('up');
    expect((await late).body).toBe('ok');
    expect(await stream.take(1)).toMatchObject([{ type: 'ADDED', object: { metadata: { name: 'q' } } }]);
    stream.close();
  });
});

describe('a caller who gives up on a frozen server', () => {
  it('leaves no watch behind', async () => {
    await lab.api.setMode('frozen');
    const socket = connect(lab.api.port, '127.0.0.1');
    socket.write(`GET ${PODS}?watch=1 HTTP/1.1\r\nHost: lab\r\n\r\n`);
    await meanwhile();
    socket.destroy();
    await meanwhile();
    await lab.api.setMode('up');
    expect((await lab.call('GET', '/healthz')).body).toBe('ok');
    expect(lab.api.openWatches).toBe(0);
  });
});

describe('a refusing server', () => {
  it('cuts what is open, takes nothing, and comes back on the same port', async () => {
    const stream = await openStream(`${lab.api.url}${PODS}?watch=1&resourceVersion=${lab.store.resourceVersion}`);
    await lab.api.setMode('refusing');
    await expect(stream.ended).rejects.toThrow();
    await expect(lab.call('GET', '/healthz')).rejects.toThrow();
    expect(lab.api.openWatches).toBe(0);
    await lab.api.setMode('up');
    expect((await lab.call('GET', '/healthz')).body).toBe('ok');
  });
});

describe('the kubelet’s figures', () => {
  it('are there for each node that exists', async () => {
    lab.store.put({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' } }, 'test');
    const stats = await startKubeletStats({ store: lab.store, answers: echoAnswers(), port: 0 });
    const answer = await fetch(`${stats.url}/node-1/stats/summary`);
    expect(await answer.json()).toEqual({ node: { nodeName: 'node-1' } });
    expect(answer.headers.get('date')).toBe('Mon, 05 Jan 2026 08:00:00 GMT');
    expect((await fetch(`${stats.url}/none/stats/summary`)).status).toBe(404);
    await stats.close();
  });
});

describe('ten thousand pods', () => {
  it('are listed in pages and watched without keeping anybody waiting', { timeout: 30_000 }, async () => {
    for (let n = 0; n < 10_000; n++) lab.store.put(aPod(`load-${n}`, { app: 'load' }), 'test');
    const began = performance.now();
    let continueToken: string | undefined;
    let seen = 0;
    do {
      const page: { body: { items: unknown[]; metadata: { continue?: string } } } = await lab.call('GET', `${PODS}?limit=500&continue=${continueToken ?? ''}`);
      seen += page.body.items.length;
      continueToken = page.body.metadata.continue;
    } while (continueToken);
    expect(seen).toBe(10_001);
    const stream = await openStream(`${lab.api.url}${PODS}?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`);
    const events = await stream.take(10_002);
    expect(events.at(-1)?.type).toBe('BOOKMARK');
    stream.close();
    // Far above what it takes, far below what a list per page or an object written anew each time would cost.
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});
