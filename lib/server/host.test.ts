import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerJson, type ScriptedServer, startScriptedServer } from '@/lib/k8s/testing/scripted-server';
import { readEnv } from '@/lib/server/env';
import { type Host, openHost } from '@/lib/server/host';

const folder = mkdtempSync(path.join(tmpdir(), 'loupe-host-'));
let server: ScriptedServer;
let host: Host;

beforeEach(async () => {
  server = await startScriptedServer();
});
afterEach(async () => {
  await host?.stop(0);
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const backend = (release: string) => ({
  metadata: { namespace: 'vision', name: `${release}-server`, uid: release, resourceVersion: '1', labels: { 'app.kubernetes.io/instance': release } },
  spec: { template: { metadata: { labels: {} }, spec: { containers: [{ name: 'c', image: 'cvat/server:v2.46.1', env: [] }] } } },
});
const answering = (releases: string[]): ScriptedServer['handler'] => {
  const everywhere = { items: releases.map(backend), metadata: { resourceVersion: '1' } };
  return ({ path: at, response }) => {
    if (at.endsWith('/selfsubjectaccessreviews')) return answerJson(response, 201, { status: { allowed: true } });
    answerJson(response, at === '/apis/apps/v1/deployments' ? 200 : 404, at === '/apis/apps/v1/deployments' ? everywhere : { message: 'not here' });
  };
};
const reasonOf = async () => {
  const pods = (await host.container()).snapshot.read('pods');
  return pods.status === 'unknown' ? pods.reason : pods.status;
};

describe('the host', { timeout: 60_000 }, () => {
  it('is up with the API server away, says so, waits for a choice once it is back, and opens what is chosen', async () => {
    server.handler = ({ response }) => answerJson(response, 500, { message: 'etcd is away' });
    host = await openHost(readEnv({ KUBECONFIG: server.kubeconfigPath, LOUPE_DATA_DIR: folder }));
    const first = await host.container();
    await host.installations.search.look();
    expect(first.installation).toBeUndefined();
    expect(host.installations.choice.kind).toBe('looking');
    expect(await reasonOf()).toBe('cluster-failed');

    server.handler = answering(['cvat', 'labelling']);
    await host.installations.search.look();
    expect(host.installations.choice.kind).toBe('several');
    expect(await reasonOf()).toBe('no-installation');

    await host.choose({ namespace: 'vision', release: 'labelling' });
    const second = await host.container();
    expect(second).not.toBe(first);
    expect(second.installation).toMatchObject({ namespace: 'vision', release: 'labelling' });
    expect(second.ledger).toBe(first.ledger);
    await expect(host.choose({ namespace: 'vision', release: 'gone' })).rejects.toMatchObject({ code: 'not-found' });
    expect(await host.container()).toBe(second);
  });
});
