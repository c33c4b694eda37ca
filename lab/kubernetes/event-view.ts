import type { LabObject } from '../world/object-store';

const views = new WeakMap<LabObject, LabObject>();

/** A core Event in the words of events.k8s.io: the same object, seen through the other API. */
export function newEventView(event: LabObject): LabObject {
  const known = views.get(event);
  if (known) return known;
  const { involvedObject, message, source, count, firstTimestamp, lastTimestamp, reportingComponent, reportingInstance, ...rest } = event;
  const view = Object.freeze({
    ...rest,
    apiVersion: 'events.k8s.io/v1',
    eventTime: event.eventTime ?? null,
    regarding: involvedObject,
    note: message,
    reportingController: reportingComponent ?? '',
    reportingInstance: reportingInstance ?? '',
    ...(source && { deprecatedSource: source }),
    ...(firstTimestamp && { deprecatedFirstTimestamp: firstTimestamp }),
    ...(lastTimestamp && { deprecatedLastTimestamp: lastTimestamp }),
    ...(count !== undefined && { deprecatedCount: count }),
  }) as LabObject;
  views.set(event, view);
  return view;
}
