import { POD } from '../behaviour/kinds';
import { writeProxyDecisions } from '../behaviour/log-chatter';
import { startLines } from '../behaviour/start-lines';
import type { LogBook } from './log-book';
import type { LabWorld } from './world';

/** What the containers of a world that has been running wrote when they started, and a first round of what they write by themselves. */
export function seedLogs(world: LabWorld, logs: LogBook): void {
  for (const pod of world.store.list(POD)) {
    const startedAt = Date.parse(pod.status?.startTime ?? pod.metadata.creationTimestamp);
    for (const container of pod.spec.containers) {
      const where = { namespace: pod.metadata.namespace as string, pod: pod.metadata.name, container: container.name };
      for (const line of startLines(pod, container)) logs.write(where, line, false, startedAt);
    }
  }
  writeProxyDecisions(world);
}
