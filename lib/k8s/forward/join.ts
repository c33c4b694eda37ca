import 'server-only';
import type { Socket } from 'node:net';
import type { ForwardStream } from '@/lib/k8s/forward/forward-stream';

/**
 * Carries bytes both ways until either side is gone, then ends the other; resolves when both are. What the pod sent last still arrives. What
 * the caller has not read yet is not asked of the pod, and the other way round.
 */
export function join(local: Socket, upstream: ForwardStream): Promise<void> {
  return new Promise((resolve) => {
    local.once('close', () => {
      upstream.destroy();
      resolve();
    });
    upstream.once('close', () => {
      if (upstream.readableEnded) local.destroySoon();
      else local.destroy();
    });
    local.pipe(upstream).pipe(local);
  });
}
