import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '@/lib/domain/clock';
import type { NodeFact } from '@/lib/domain/facts/cluster';
import { connectCluster } from '@/lib/k8s/connect';
import { createKubeletStats } from '@/lib/k8s/kubelet-stats';

const folder = mkdtempSync(path.join(tmpdir(), 'loupe-kubelet-'));
const file = (name: string) => path.join(folder, name);
let server: Server;
let port: number;
let asked: { readonly path: string | undefined; readonly authorization: string | undefined }[];

function certificate(name: string): void {
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1'];
  spawnSync('openssl', [...made, '-keyout', file(`${name}.key`), '-out', file(`${name}.crt`)]);
}

function kubeconfig(name: string, more: object = { 'certificate-authority': file(`${name}.crt`) }): string {
  const config = {
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'c' },
    clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1', ...more } }],
    users: [{ name: 'u', user: { token: 'made-up-token' } }],
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
  };
  writeFileSync(file(`${name}.kubeconfig`), JSON.stringify(config));
  return file(`${name}.kubeconfig`);
}

async function summary(kubeconfigPath: string) {
  const connection = connectCluster({ kubeconfigPath });
  const node = { name: 'n1', addresses: ['127.0.0.1'], kubeletPort: port } as unknown as NodeFact;
  try {
    return await createKubeletStats({ connection, clock: systemClock }).summary(node);
  } finally {
    await connection.close();
  }
}

describe.skipIf(spawnSync('openssl', ['version']).status !== 0)('a kubelet, asked at its own address and port', () => {
  beforeAll(async () => {
    for (const name of ['cluster', 'stranger']) certificate(name);
    asked = [];
    server = createServer({ key: readFileSync(file('cluster.key')), cert: readFileSync(file('cluster.crt')) }, (request, response) => {
      asked.push({ path: request.url, authorization: request.headers.authorization });
      response.end('{"node":{"nodeName":"n1"}}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  it('answers this account, over TLS signed by the cluster, without any proxy', async () => {
    expect(await summary(kubeconfig('cluster'))).toEqual({ node: { nodeName: 'n1' } });
    expect(asked).toEqual([{ path: '/stats/summary', authorization: 'Bearer made-up-token' }]);
  });

  it('with a certificate the cluster did not sign is told apart, and never sees the token', async () => {
    asked = [];
    await expect(summary(kubeconfig('stranger'))).rejects.toMatchObject({ code: 'cluster-unreachable', userMessage: { params: { reason: 'certificate' } } });
    expect(asked).toEqual([]);
  });

  it('is not asked at all by an account that checks no certificates', async () => {
    asked = [];
    const careless = kubeconfig('cluster', { 'insecure-skip-tls-verify': true });
    await expect(summary(careless)).rejects.toMatchObject({ code: 'cluster-unreachable', userMessage: { params: { reason: 'certificate' } } });
    expect(asked).toEqual([]);
  });
});
