import { connect, type Socket } from 'node:net';
import type { EndpointAddress } from '@/lib/domain/endpoint';
import type { Reach } from '@/lib/domain/ports/reach';
import { createReach } from '@/lib/k8s/forward/create-reach';
import { type ForwardingServer, startForwardingServer } from '@/lib/k8s/testing/forwarding-server';
import { createManualClock, type ManualClock, pass, turns, until } from '@/lib/k8s/testing/manual-clock';

export const web = { kind: 'service', namespace: 'cvat', service: 'web', port: 80 } as const;

/** A reach on a scripted API server, in time that only the test moves. */
export interface ReachStage {
  readonly api: ForwardingServer;
  readonly reach: Reach;
  readonly clock: ManualClock;
  /** Asks for a way and lets the time pass that a first connection is watched for. */
  wayTo(address?: EndpointAddress): Promise<string>;
  dial(socketPath: string): Promise<Socket>;
  /** Runs at the end, the last one first. */
  onEnd(end: () => unknown): void;
  close(): Promise<void>;
}

export async function openReachStage(): Promise<ReachStage> {
  const clock = createManualClock();
  const api = await startForwardingServer();
  const reach = createReach({ connection: api.connection, clock, isInCluster: false, version: 'test' });
  const ending: (() => unknown)[] = [];
  return {
    ...{ api, reach, clock },
    async wayTo(address = web) {
      let ended = false;
      const opened = api.forwarded.length;
      const asked = reach.way(address).finally(() => {
        ended = true;
      });
      asked.catch(() => undefined);
      await until(() => ended || api.forwarded.length > opened, 'a connection');
      await turns(20);
      await pass(clock, 400);
      return (await asked).socketPath as string;
    },
    dial(socketPath) {
      const socket = connect(socketPath);
      socket.on('error', () => undefined);
      ending.push(() => socket.destroy());
      return new Promise((resolve, reject) => {
        socket.once('connect', () => resolve(socket));
        socket.once('error', reject);
      });
    },
    onEnd: (end) => void ending.push(end),
    async close() {
      for (const end of ending.splice(0).reverse()) await end();
      await reach.close();
      await api.close();
    },
  };
}

export function gone(socket: Socket): Promise<void> {
  return new Promise((resolve) => (socket.destroyed ? resolve() : socket.once('close', () => resolve())));
}

/** Sends a text and waits for as much to come back. */
export function answerTo(socket: Socket, text: string): Promise<string> {
  socket.write(text);
  let got = '';
  return new Promise((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      got += chunk.toString();
      if (got.length >= text.length) resolve(got);
    });
  });
}
