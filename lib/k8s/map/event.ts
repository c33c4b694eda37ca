import 'server-only';
import type { EventFact } from '@/lib/domain/facts/cluster';
import { keepOnce } from '@/lib/domain/keep-once';
import { type ApiObject, number, present, record, text } from '@/lib/k8s/map/api-object';
import { identityOf, messageText } from '@/lib/k8s/map/shared-facts';

const MAX_COUNT = 1_000_000_000;

/**
 * What is watched of events: those that warn. The others say that all goes as it should, are ten times as many, and no check asks for them; the page of a
 * pod reads its own.
 */
export const WARNING_EVENTS = 'type!=Normal';

/** An event as facts. New writers fill eventTime and series, old ones first and last timestamp: both are read. */
export function eventFact(object: ApiObject): EventFact {
  const { namespace, uid, createdAt } = identityOf(object.metadata);
  const involved = record(object.involvedObject ?? object.regarding);
  const series = record(object.series);
  const eventTime = text(object.eventTime);
  const firstAt = text(object.firstTimestamp) ?? eventTime ?? createdAt;
  return {
    ...{ namespace, uid },
    type: text(object.type) ?? 'Normal',
    reason: keepOnce(text(object.reason) ?? ''),
    message: keepOnce(messageText(object.message ?? object.note) ?? ''),
    subject: present({
      kind: text(involved.kind) ?? '',
      name: text(involved.name) ?? '',
      uid: text(involved.uid),
      container: /^spec\.(?:initC|c)ontainers\{(.+)\}$/.exec(text(involved.fieldPath) ?? '')?.[1],
    }),
    count: Math.min(Math.max(number(series.count) ?? number(object.count) ?? 1, 1), MAX_COUNT),
    firstAt: keepOnce(firstAt),
    lastAt: keepOnce(text(series.lastObservedTime) ?? text(object.lastTimestamp) ?? eventTime ?? firstAt),
  };
}
