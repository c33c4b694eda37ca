import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { Host } from '@/lib/server/host';

const shared = globalThis as { loupeHost?: Promise<Host> };

/**
 * The process's one host, as boot.ts opened it before the first request. Pages and routes name only this file: each is bundled by itself, and one that
 * named host.ts would carry, and load, the whole of the server once more.
 */
export function getHost(): Promise<Host> {
  return shared.loupeHost ?? Promise.reject(new AppError('internal', { detail: 'asked for before the server had started' }));
}

/** Makes it the process's; one that is there already stays. */
export function holdHost(open: () => Promise<Host>): Promise<Host> {
  shared.loupeHost ??= open();
  return shared.loupeHost;
}
