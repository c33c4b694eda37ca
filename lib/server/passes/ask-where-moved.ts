import 'server-only';
import type { EndpointName } from '@/lib/domain/endpoint';
import type { LiveEndpoints } from '@/lib/server/wiring/endpoints';
import type { ProbedPart } from '@/lib/snapshot/part-timing';
import type { Prober } from '@/lib/snapshot/prober';

/** Which parts of the snapshot are answered there. */
const answeredAt = {
  cvat: ['cvatAbout', 'cvatHealth', 'cvatModels', 'inferenceRequests', 'cloudStorages'],
  nuclio: ['nuclioDashboard'],
  kvrocks: ['kvrocks'],
} as const satisfies Partial<Record<EndpointName, readonly ProbedPart[]>>;

/** Asks at once where an address became known or another one, instead of at the probe's next turn. */
export function askWhereMoved(endpoints: Pick<LiveEndpoints, 'find' | 'onChange'>, prober: Pick<Prober, 'ask'>): void {
  const names = Object.keys(answeredAt) as (keyof typeof answeredAt)[];
  const addressOf = (name: EndpointName) => JSON.stringify(endpoints.find(name)?.address);
  const before = new Map(names.map((name) => [name, addressOf(name)]));
  endpoints.onChange(() => {
    for (const name of names) {
      const now = addressOf(name);
      if (now === before.get(name)) continue;
      before.set(name, now);
      if (now !== undefined) for (const part of answeredAt[name]) void prober.ask(part);
    }
  });
}
