import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aPod, startTestApi, type TestApi } from './test-api';
import { openStream, type TestStream } from './test-stream';

let lab: TestApi;
const open: TestStream[] = [];

beforeEach(async () => {
  lab = await startTestApi();
});
afterEach(async () => {
  for (const stream of open.splice(0)) stream.close();
  await lab.close();
});

async function watch(query: string, path = '/api/v1/namespaces/cvat/pods'): Promise<TestStream> {
  const stream = await openStream(`${lab.api.url}${path}?watch=1&${query}`);
  open.push(stream);
  return stream;
}

describe('watches', () => {
  it('continue from a version: nothing is missed, nothing comes twice', async () => {
    const from = lab.store.resourceVersion;
    lab.store.put(aPod('a'), 'test');
    const stream = await watch(`resourceVersion=${from}`);
    lab.store.change('v1/Pod', 'cvat', 'a', 'test', (pod) => Object.assign(pod.metadata, { labels: { x: '1' } }));
    lab.store.remove('v1/Pod', 'cvat', 'a');
    const events = await stream.take(3);
    expect(events.map(({ type }) => type)).toEqual(['ADDED', 'MODIFIED', 'DELETED']);
    expect(events[0]?.object).toMatchObject({ kind: 'Pod', apiVersion: 'v1', metadata: { name: 'a' } });
  });

  it('without a version begin with what is there', async () => {
    lab.store.put(aPod('a'), 'test');
    const stream = await watch('');
    lab.store.put(aPod('b'), 'test');
    expect((await stream.take(2)).map(({ object }) => object.metadata.name)).toEqual(['a', 'b']);
  });

  it('from a forgotten version answer 410 inside the stream and end', async () => {
    lab.store.put(aPod('a'), 'test');
    const stream = await watch('resourceVersion=1');
    expect(stream.code).toBe(200);
    expect(await stream.take(1)).toMatchObject([{ type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } }]);
    await stream.ended;
  });

  it('as a streaming list end the list with a marked bookmark', async () => {
    for (const name of ['a', 'b']) lab.store.put(aPod(name), 'test');
    const stream = await watch('sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true');
    const [first, second, mark] = await stream.take(3);
    expect([first?.type, second?.type]).toEqual(['ADDED', 'ADDED']);
    expect(mark).toMatchObject({
      type: 'BOOKMARK',
      object: { kind: 'Pod', metadata: { resourceVersion: String(lab.store.resourceVersion), annotations: { 'k8s.io/initial-events-end': 'true' } } },
    });
    lab.store.put(aPod('c'), 'test');
    expect(await stream.take(1)).toMatchObject([{ type: 'ADDED', object: { metadata: { name: 'c' } } }]);
  });

  it('refuse a streaming list without its match, and any when told that the server is old', async () => {
    const path = '/api/v1/pods?watch=1&sendInitialEvents=true';
    expect((await lab.call('GET', path)).body).toMatchObject({ code: 422, details: { causes: [{ field: 'resourceVersionMatch' }] } });
    lab.api.injectFault({ noStreamingLists: true });
    expect((await lab.call('GET', `${path}&resourceVersionMatch=NotOlderThan`)).body).toMatchObject({
      code: 422,
      details: { causes: [{ reason: 'FieldValueForbidden', field: 'sendInitialEvents' }] },
    });
  });

  it('show an object that leaves the selector as deleted, and one that enters as added', async () => {
    lab.store.put(aPod('a', { tier: 'x' }), 'test');
    const stream = await watch(`resourceVersion=${lab.store.resourceVersion}&labelSelector=tier%3Dx`);
    lab.store.change('v1/Pod', 'cvat', 'a', 'test', (pod) => Object.assign(pod.metadata, { labels: { tier: 'y' } }));
    lab.store.change('v1/Pod', 'cvat', 'a', 'test', (pod) => Object.assign(pod.metadata, { labels: { tier: 'x' } }));
    const events = await stream.take(2);
    expect(events.map(({ type }) => type)).toEqual(['DELETED', 'ADDED']);
    expect(events[0]?.object.metadata.labels).toEqual({ tier: 'x' });
    expect(Number(events[1]?.object.metadata.resourceVersion)).toBe(Number(events[0]?.object.metadata.resourceVersion) + 1);
  });

  it('end at their timeout, with a bookmark before', async () => {
    const stream = await watch(`resourceVersion=${lab.store.resourceVersion}&timeoutSeconds=1&allowWatchBookmarks=true`);
    expect(await stream.take(1)).toMatchObject([{ type: 'BOOKMARK', object: { metadata: { resourceVersion: String(lab.store.resourceVersion) } } }]);
    await stream.ended;
    expect(lab.api.openWatches).toBe(0);
  });

  it('send bookmarks while nothing happens', async () => {
    await lab.close();
    lab = await startTestApi({ bookmarkEveryMs: 5 });
    const stream = await watch(`resourceVersion=${lab.store.resourceVersion}&allowWatchBookmarks=true`);
    expect((await stream.take(2)).map(({ type }) => type)).toEqual(['BOOKMARK', 'BOOKMARK']);
  });

  it('hear only of their own kind and namespace', async () => {
    const stream = await watch(`resourceVersion=${lab.store.resourceVersion}`);
    lab.store.put({ ...aPod('x'), metadata: { name: 'x', namespace: 'other' } }, 'test');
    lab.store.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'cvat' } }, 'test');
    lab.store.put(aPod('mine'), 'test');
    expect((await stream.take(1))[0]?.object.metadata.name).toBe('mine');
  });

  it('can be sent lines no healthy server sends, and be cut', async () => {
    const stream = await watch(`resourceVersion=${lab.store.resourceVersion}`);
    lab.api.injectFault({ watchLine: { resource: 'pods', line: '{"type":"ADDED"}' } });
    expect(await stream.take(1)).toEqual([{ type: 'ADDED' }]);
    lab.api.injectFault({ endWatches: { resource: 'pods', abruptly: true } });
    await expect(stream.ended).rejects.toThrow();
  });

  it('stop costing anything when the caller leaves', async () => {
    const stream = await watch(`resourceVersion=${lab.store.resourceVersion}`);
    expect(lab.api.openWatches).toBe(1);
    stream.close();
    await expect.poll(() => lab.api.openWatches).toBe(0);
  });
});
