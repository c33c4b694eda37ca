import { createLabClock } from '../world/create-clock';
import { createWorld } from '../world/create-world';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { POD } from './kinds';
import { isTerminating } from './pods';

export const TEST_START = Date.parse('2026-03-02T09:00:00Z');
export const SECOND = 1_000;
export const MINUTE = 60_000;

/** A healthy world whose time only tests move. */
export function testWorld(): LabWorld {
  return createWorld({ clock: createLabClock({ startAt: TEST_START, rate: 0 }) });
}

/** The pods that stay, of a component or another label. */
export function livePods(world: LabWorld, labels: Readonly<Record<string, string>>): LabObject[] {
  const carries = (pod: LabObject) => Object.entries(labels).every(([key, value]) => pod.metadata.labels?.[key] === value);
  return world.store.list(POD, world.namespace).filter((pod) => carries(pod) && !isTerminating(pod));
}

/** Runs an argv in the first container of the pod. */
export function ask(world: LabWorld, pod: LabObject | undefined, ...argv: string[]) {
  const container = pod?.spec.containers[0].name;
  return world.answers.exec({ namespace: world.namespace, pod: pod?.metadata.name ?? '', container, argv, signal: new AbortController().signal });
}

/** redis-cli the way Loupe calls it. */
export function askRedis(world: LabWorld, ...command: string[]) {
  const pod = world.store.get(POD, world.namespace, 'cvat-kvrocks-0');
  return ask(world, pod, 'sh', '-c', 'REDISCLI_AUTH="$CVAT_REDIS_ONDISK_PASSWORD" exec redis-cli -e -p 6666 "$@"', 'kv', ...command);
}
