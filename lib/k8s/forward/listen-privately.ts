import 'server-only';
import { promises as files } from 'node:fs';
import type { Server } from 'node:net';

/**
 * Listens on a Unix socket that only this account may connect to. The folder has to be closed to others already: the file's own mode comes a
 * moment after the file.
 */
export async function listenPrivately(server: Server, socketPath: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socketPath, () => {
      server.off('error', reject);
      resolve();
    });
  });
  await files.chmod(socketPath, 0o600);
}
