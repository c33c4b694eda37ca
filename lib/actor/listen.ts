import 'server-only';
import { chmodSync, lstatSync, mkdirSync, unlinkSync } from 'node:fs';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';

/** Where the actor listens: a socket that only its own account may open, or a port, where the secret decides. */
export type Place = { readonly socket: string } | { readonly host: string; readonly port: number };

/** Linux keeps a socket's address in 108 bytes, the last one a zero. */
const MAX_SOCKET_PATH = 107;

/** Begins to listen. Clears away the socket of an actor that was killed; rejects when another one answers there, or where the path is longer than a socket's may be. */
export async function listen(server: Server, place: Place): Promise<void> {
  if (!('socket' in place)) return started(server, () => server.listen(place.port, place.host));
  const { socket } = place;
  if (Buffer.byteLength(socket) > MAX_SOCKET_PATH)
    throw new Error(`${socket}: a socket's path has at most ${MAX_SOCKET_PATH} bytes. LOUPE_ACTOR_SOCKET names a shorter one.`);
  mkdirSync(path.dirname(socket), { recursive: true, mode: 0o700 });
  if (isSocket(socket)) {
    if (await answers(socket)) throw new Error(`${socket}: another actor listens there`);
    unlinkSync(socket);
  }
  // The file is made with these rights: a moment in which others could open it never is.
  const before = process.umask(0o177);
  try {
    await started(server, () => server.listen(socket));
  } finally {
    process.umask(before);
  }
  chmodSync(socket, 0o600);
}

function started(server: Server, begin: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', () => {
      server.off('error', reject);
      resolve();
    });
    begin();
  });
}

function isSocket(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isSocket() ?? false;
}

function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(socket);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}
