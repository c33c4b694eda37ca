import { controlUrl } from './stage';

async function post(path: string, body: unknown = {}): Promise<void> {
  const answer = await fetch(`${controlUrl}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`lab control ${path}: ${answer.status} ${await answer.text()}`);
}

/** The lab's control address, as its own page uses it. */
export const lab = {
  /** The healthy world again, everything off. */
  reset: () => post('/reset'),
  on: (scenario: string) => post(`/scenarios/${scenario}`, { on: true }),
  off: (scenario: string) => post(`/scenarios/${scenario}`, { on: false }),
  advance: (seconds: number) => post('/clock', { advanceSeconds: seconds }),
  /** Takes a right away from Loupe's account, or makes the API server fail in another way, until the next reset. */
  inject: (fault: Record<string, unknown>) => post('/inject', fault),
  apiServer: (mode: 'up' | 'frozen' | 'refusing') => post('/api-server', { mode }),
  state: async () => (await (await fetch(`${controlUrl}/state`)).json()) as { readonly requests?: number },
};
