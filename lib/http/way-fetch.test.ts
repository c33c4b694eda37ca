import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Way } from '@/lib/domain/ports/reach';
import { createWayFetch } from '@/lib/http/way-fetch';

let folder: string;
let server: Server;
let connections = 0;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'loupe-way-'));
  connections = 0;
  server = createServer((request, response) => response.end(`${request.headers.host} ${request.url}`));
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(path.join(folder, 'a.sock'), resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

const forwarded = (): Way => ({
  kind: 'port-forward',
  origin: 'http://web.cvat.svc:80',
  host: 'web.cvat.svc',
  port: 80,
  socketPath: path.join(folder, 'a.sock'),
});

describe('HTTP on a way', () => {
  it('goes through the Unix socket with the origin as its host, on connections that are kept', async () => {
    const on = createWayFetch();
    for (let i = 0; i < 8; i += 1) {
      const answer = await on(forwarded())('http://web.cvat.svc:80/api/x', { signal: AbortSignal.timeout(5_000) });
      expect(await answer.text()).toBe('web.cvat.svc /api/x');
    }
    expect(connections).toBeLessThanOrEqual(2);
  });

  it('goes to the origin itself where the way has no socket', () => {
    const plain = (() => undefined) as never;
    expect(createWayFetch(plain)({ kind: 'configured', origin: 'http://x', host: 'x', port: 80 })).toBe(plain);
  });
});
