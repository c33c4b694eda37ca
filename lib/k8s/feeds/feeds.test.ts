import { describe, expect, it } from 'vitest';
import { systemClock } from '@/lib/domain/clock';
import { connectCluster } from '@/lib/k8s/connect';
import { stateOfWatch, worstState } from '@/lib/k8s/feeds/feed-state';
import { createServiceFeed } from '@/lib/k8s/feeds/service-feed';
import { createWatchedFeed } from '@/lib/k8s/feeds/watched-feed';
import { createManualClock, until } from '@/lib/k8s/testing/manual-clock';
import { added, answerJson, bookmark, item, sendEvents, startScriptedServer } from '@/lib/k8s/testing/scripted-server';

const watch = { state: 'live', trouble: undefined, asOf: '2026-01-29T10:00:00Z', skippedEvents: 0 } as const;

describe('the state of a feed', () => {
  it.each([
    [{ ...watch }, 'live'],
    [{ ...watch, state: 'stale' as const, trouble: { code: 'cluster-unreachable' as const } }, 'retrying'],
    [{ ...watch, state: 'unreachable' as const, trouble: { code: 'cluster-unreachable' as const } }, 'retrying'],
    [{ ...watch, state: 'unreachable' as const, asOf: undefined, trouble: { code: 'cluster-unreachable' as const } }, 'starting'],
    [{ ...watch, state: 'unreachable' as const, asOf: undefined, trouble: { code: 'not-found' as const } }, 'absent'],
    [{ ...watch, state: 'denied' as const, trouble: { code: 'cluster-denied' as const, missingRight: 'watch pods' } }, 'denied'],
  ])('%#: %s', (view, status) => {
    expect(stateOfWatch(view).status).toBe(status);
  });

  it('of several watches is the worst, with the oldest age and none while one was never complete', () => {
    const live = { status: 'live', badEvents: 1, asOf: '2026-01-29T10:00:00Z' } as const;
    expect(worstState([live, { ...live, status: 'retrying', asOf: '2026-01-29T09:00:00Z' }])).toEqual({
      status: 'retrying',
      badEvents: 2,
      asOf: '2026-01-29T09:00:00Z',
    });
    expect(worstState([live, { status: 'starting', badEvents: 0 }])).toEqual({ status: 'starting', badEvents: 1 });
    expect(worstState([live, { status: 'absent', badEvents: 0 }]).status).toBe('live');
  });
});

describe('feeds', () => {
  it('keep two kinds of one name apart', async () => {
    const server = await startScriptedServer();
    server.handler = ({ response }) => sendEvents(response, added('same', 5), bookmark(5, true));
    const connection = connectCluster({ kubeconfigPath: server.kubeconfigPath });
    const context = { connection, clock: createManualClock() };
    const kinds = ['Deployment', 'StatefulSet'] as const;
    const feed = createWatchedFeed(
      context,
      kinds.map((kind) => ({ kind, namespace: 'cvat', prefix: `${kind}/`, trim: () => kind })),
    );
    await feed.settled;
    await until(() => feed.objects.size === 2);
    expect([...feed.objects.keys()].sort()).toEqual(['Deployment/cvat/same', 'StatefulSet/cvat/same']);
    feed.stop();
    await connection.close();
    await server.close();
  });

  it('give services without endpoints where slices may not be read, and with them once they may', async () => {
    const server = await startScriptedServer();
    let allowed = false;
    server.handler = ({ path, response }) => {
      if (!path.endsWith('endpointslices')) return sendEvents(response, added('web', 5), bookmark(5, true));
      if (!allowed) return answerJson(response, 403, {});
      const slice = { ...item('web-1', 6), endpoints: [{ addresses: ['10.0.0.1'] }] };
      sendEvents(
        response,
        { type: 'ADDED', object: { ...slice, metadata: { ...slice.metadata, labels: { 'kubernetes.io/service-name': 'web' } } } },
        bookmark(6, true),
      );
    };
    const connection = connectCluster({ kubeconfigPath: server.kubeconfigPath, clock: systemClock });
    const clock = createManualClock();
    const feed = createServiceFeed({ connection, clock }, ['cvat']);
    await feed.settled;
    await until(() => feed.objects.size === 1);
    expect(feed.objects.get('cvat/web')?.readyEndpoints).toBeUndefined();
    expect(feed.state.status).toBe('live');
    allowed = true;
    const told: number[] = [];
    feed.subscribe(({ changed }) => told.push(changed.length));
    await until(() => {
      clock.advance(100);
      return feed.objects.get('cvat/web')?.readyEndpoints === 1;
    });
    expect(told).toContain(1);
    feed.stop();
    await connection.close();
    await server.close();
  });

  it.each([
    ['come from all namespaces where that is allowed, and count no endpoints elsewhere', 200, ['cvat/web', 'minio/minio']],
    ['come from the own namespaces where only those are allowed', 403, ['cvat/web']],
  ])('of services %s', async (_, status, expected) => {
    const server = await startScriptedServer();
    const inNamespace = (name: string, namespace: string) => ({ type: 'ADDED', object: { metadata: { ...item(name, 5).metadata, namespace } } });
    server.handler = ({ path, response }) => {
      if (path !== '/api/v1/services') return sendEvents(response, ...(path.endsWith('/services') ? [added('web', 5)] : []), bookmark(5, true));
      if (status === 403) return answerJson(response, 403, {});
      sendEvents(response, inNamespace('web', 'cvat'), inNamespace('minio', 'minio'), bookmark(5, true));
    };
    const connection = connectCluster({ kubeconfigPath: server.kubeconfigPath });
    const feed = createServiceFeed({ connection, clock: createManualClock() }, ['cvat']);
    await feed.settled;
    await until(() => feed.objects.size === expected.length && feed.objects.get('cvat/web')?.readyEndpoints === 0);
    expect([...feed.objects.keys()].sort()).toEqual(expected);
    expect(feed.objects.get('minio/minio')?.readyEndpoints).toBeUndefined();
    expect(feed.state.status).toBe('live');
    feed.stop();
    await connection.close();
    await server.close();
  });

  it('of services are not complete before the other namespaces answered, or a restart would close what only they prove', async () => {
    const server = await startScriptedServer();
    server.handler = ({ path, response }) => {
      if (path !== '/api/v1/services') sendEvents(response, added('web', 5), bookmark(5, true));
    };
    const connection = connectCluster({ kubeconfigPath: server.kubeconfigPath });
    const feed = createServiceFeed({ connection, clock: createManualClock() }, ['cvat']);
    await until(() => feed.objects.size === 1);
    expect(feed.state.status).toBe('starting');
    feed.stop();
    await connection.close();
    await server.close();
  });
});
