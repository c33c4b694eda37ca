import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '@/lib/domain/clock';
import type { ApiPath } from '@/lib/k8s/api-path';
import { openScratchNamespace, type ScratchNamespace } from '@/lib/k8s/contract/scratch-namespace';
import { deployment } from '@/lib/k8s/contract/scratch-objects';
import { describeContract } from '@/lib/k8s/contract/test-cluster';
import { number, record } from '@/lib/k8s/map/api-object';
import { type ListScope, listPages } from '@/lib/k8s/watch/list-pages';
import type { WatchEvent } from '@/lib/k8s/watch/watch-event';
import { watchResource } from '@/lib/k8s/watch/watch-resource';
import { runWatchStream } from '@/lib/k8s/watch/watch-stream';

describeContract('watches', () => {
  let scratch: ScratchNamespace;
  const scope = () => ({ kind: 'Deployment', namespace: scratch.namespace }) as const;
  const path = (name: string) => `/apis/apps/v1/namespaces/${scratch.namespace}/deployments/${name}` as ApiPath;
  const key = (name: string) => `${scratch.namespace}/${name}`;

  beforeAll(async () => {
    scratch = await openScratchNamespace();
  });
  afterAll(() => scratch?.remove());

  /** Runs one stream until `enough` of its events have come. */
  async function collect(version: string | undefined, enough: (events: readonly WatchEvent[]) => boolean, of: ListScope = scope()): Promise<WatchEvent[]> {
    const events: WatchEvent[] = [];
    const stop = new AbortController();
    const options = { connection: scratch.connection, clock: systemClock, random: () => 0, scope: of, version, signal: stop.signal };
    await runWatchStream({
      ...options,
      onOpen: () => undefined,
      onEvents(some) {
        events.push(...some);
        if (enough(events)) stop.abort(new Error('enough'));
      },
    }).catch((error: unknown) => {
      if (!stop.signal.aborted) throw error;
    });
    return events;
  }

  it('send everything there is, then a bookmark that ends the list', async () => {
    await scratch.create('apps/v1/deployments', deployment('first'));
    await scratch.create('apps/v1/deployments', deployment('second'));
    const events = await collect(undefined, (all) => all.some((event) => event.kind === 'bookmark' && event.initialEventsEnd));
    // In one piece with the bookmark there may come changes that happened since.
    const end = events.findIndex((event) => event.kind === 'bookmark' && event.initialEventsEnd);
    const names = events.slice(0, end).flatMap((event) => (event.kind === 'changed' && 'metadata' in event.object ? [event.object.metadata.name] : []));
    expect([...new Set(names)].sort()).toEqual(['first', 'second']);
    expect(events[end]).toMatchObject({ version: expect.stringMatching(/^\d+$/) });
  });

  it('go on from the version of a list without a gap', async () => {
    const version = await listPages(scratch.connection, scope(), () => undefined);
    await scratch.create('apps/v1/deployments', deployment('after-the-list'));
    const events = await collect(version, (all) => all.some((event) => event.kind === 'changed' && event.object.metadata.name === 'after-the-list'));
    // The first ones may change after the list, too; what the list has told already is not told again.
    const versions = events.flatMap((event) => (event.kind === 'changed' ? [Number(event.object.metadata.resourceVersion)] : []));
    expect(versions.filter((each) => !(each > Number(version)))).toEqual([]);
  });

  it('answer 410 for a version that is forgotten', async () => {
    // A server that began a moment ago may remember all there ever was of what is built in, and nothing from before of what was defined later.
    const functions = { kind: 'NuclioFunction', namespace: scratch.namespace } as const;
    const isDefined = await listPages(scratch.connection, functions, () => undefined).then(
      () => true,
      () => false,
    );
    await expect(collect('1', () => false, isDefined ? functions : scope())).rejects.toMatchObject({ code: 'cluster-gone' });
  });

  it('keep the adapter in step with what is made, changed and removed', async () => {
    const watch = watchResource({ ...scope(), connection: scratch.connection, clock: systemClock, trim: (object) => number(record(object.spec).replicas) });
    try {
      await watch.settled;
      expect(watch.state).toBe('live');
      await scratch.create('apps/v1/deployments', deployment('seen'));
      await expect.poll(() => watch.objects.get(key('seen')), { timeout: 10_000 }).toBe(0);
      await scratch.connection.json({
        ...{ method: 'PATCH', path: path('seen'), right: 'patch deployments.apps', contentType: 'application/merge-patch+json' },
        body: { spec: { paused: true, replicas: 3 } },
      });
      await expect.poll(() => watch.objects.get(key('seen')), { timeout: 10_000 }).toBe(3);
      await scratch.connection.json({ method: 'DELETE', path: path('seen'), right: 'delete deployments.apps' });
      await expect.poll(() => watch.objects.has(key('seen')), { timeout: 10_000 }).toBe(false);
      expect([watch.skippedEvents, watch.errors, watch.starts]).toEqual([0, 0, 1]);
    } finally {
      watch.stop();
    }
  });

  it('see only what a selector chooses, and what leaves the choice as removed', async () => {
    await scratch.create('apps/v1/deployments', { ...deployment('chosen'), metadata: { name: 'chosen', labels: { wanted: 'yes' } } });
    const watch = watchResource({ ...scope(), labelSelector: 'wanted=yes', connection: scratch.connection, clock: systemClock, trim: () => true });
    try {
      await watch.settled;
      expect([...watch.objects.keys()]).toEqual([key('chosen')]);
      await scratch.connection.json({
        ...{ method: 'PATCH', path: path('chosen'), right: 'patch deployments.apps', contentType: 'application/merge-patch+json' },
        body: { metadata: { labels: { wanted: 'no' } } },
      });
      await expect.poll(() => watch.objects.size, { timeout: 10_000 }).toBe(0);
    } finally {
      watch.stop();
    }
  });
});
