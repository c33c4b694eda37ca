import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { KubeConfig } from '@kubernetes/client-node';
import type { ScratchNamespace } from '@/lib/k8s/contract/scratch-namespace';
import { kubeconfigOfTest } from '@/lib/k8s/contract/test-cluster';

/** A way to the API server that can be made slow, silent or broken without touching the server. TLS goes through it as it is. */
export interface Wire {
  /** Leads through the wire, as the same account as the test's own. */
  readonly kubeconfigPath: string;
  /** Every piece of an answer waits this long. */
  delay(ms: number): void;
  /** Takes no connection, and breaks those there are. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Takes connections and passes nothing on. */
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

export async function openWire(scratch: ScratchNamespace): Promise<Wire> {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfigOfTest());
  const cluster = config.getCurrentCluster();
  const target = new URL(cluster?.server ?? '');
  const targetPort = Number(target.port || (target.protocol === 'https:' ? 443 : 80));
  const pairs = new Set<readonly [Socket, Socket]>();
  let delayMs = 0;
  let frozen = false;
  let port = 0;

  const server = createServer((near) => {
    const far = connect(targetPort, target.hostname);
    const pair = [near, far] as const;
    pairs.add(pair);
    if (frozen) for (const socket of pair) socket.pause();
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => (delayMs === 0 ? near.write(bytes) : setTimeout(() => near.write(bytes), delayMs)));
    for (const [socket, other] of [pair, [far, near] as const]) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        pairs.delete(pair);
        other.destroy();
      });
    }
  });
  const listen = () =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        port = (server.address() as AddressInfo).port;
        resolve();
      });
    });
  const shut = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const pair of pairs) for (const socket of pair) socket.destroy();
    await closed;
  };
  await listen();

  const kubeconfigPath = scratch.kubeconfig((all) => ({
    ...all,
    clusters: all.clusters.map((entry) => {
      const { cluster: given } = entry as { cluster: Record<string, unknown> };
      const server_ = `${target.protocol}//127.0.0.1:${port}${target.pathname.replace(/\/$/, '')}`;
      const expected = given['tls-server-name'] ?? cluster?.tlsServerName ?? target.hostname;
      return { ...entry, cluster: { ...given, server: server_, ...(expected !== '127.0.0.1' && { 'tls-server-name': expected }) } };
    }),
  }));
  return {
    kubeconfigPath,
    delay(ms) {
      delayMs = ms;
    },
    cut: shut,
    mend: () => (server.listening ? Promise.resolve() : listen()),
    freeze() {
      frozen = true;
      for (const pair of pairs) for (const socket of pair) socket.pause();
    },
    thaw() {
      frozen = false;
      for (const pair of pairs) for (const socket of pair) socket.resume();
    },
    close: () => (server.listening ? shut() : Promise.resolve()),
  };
}
