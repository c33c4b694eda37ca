import type { Disturber } from '@/lib/k8s/contract/disturber';

/** Through the lab's control address. */
export function createLabDisturber(control: string): Pick<Disturber, 'kill' | 'revive' | 'freeze' | 'thaw' | 'throttle'> {
  async function post(path: string, body: unknown): Promise<void> {
    const answer = await fetch(`${control}/control/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`the lab answered ${answer.status} to ${path}`);
  }
  const mode = (name: 'up' | 'frozen' | 'refusing') => () => post('api-server', { mode: name });
  return {
    kill: mode('refusing'),
    revive: mode('up'),
    freeze: mode('frozen'),
    thaw: mode('up'),
    async throttle({ name, namespace }) {
      await post('inject', { answer: { user: `system:serviceaccount:${namespace}:${name}`, code: 429, retryAfterSeconds: 1 } });
      return () => post('inject/clear', {});
    },
  };
}
