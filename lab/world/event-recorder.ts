import { createHash } from 'node:crypto';
import { secondsIso } from './object-meta';
import type { LabObject, ObjectStore } from './object-store';
import type { LabWorld } from './world';

const API_VERSIONS: Record<string, string> = {
  Deployment: 'apps/v1',
  ReplicaSet: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  Job: 'batch/v1',
  NuclioFunction: 'nuclio.io/v1beta1',
};

/** Core events are kept for an hour, as API servers do by default. */
const KEPT_MS = 3_600_000;

/** Writes core/v1 Events; an equal one (object, reason, message) is counted up instead of repeated. */
export function createEventRecorder(store: ObjectStore): LabWorld['event'] {
  return ({ namespace, kind, name, type, reason, message, component, container }) => {
    const apiVersion = API_VERSIONS[kind] ?? 'v1';
    const subject = store.get(`${apiVersion}/${kind}`, kind === 'Node' ? undefined : namespace, name);
    const uid = subject?.metadata.uid ?? name;
    const field = container ? `spec.containers{${container}}` : undefined;
    const id = createHash('sha1').update([uid, reason, message, component, field].join('\n')).digest('hex').slice(0, 16);
    const at = secondsIso(store.clock.now());
    const counted = store.change('v1/Event', namespace, `${name}.${id}`, component, (draft) => {
      draft.count += 1;
      draft.lastTimestamp = at;
    });
    if (counted) return;
    const involvedObject = {
      apiVersion,
      kind,
      name,
      namespace,
      uid,
      resourceVersion: subject?.metadata.resourceVersion,
      ...(field ? { fieldPath: field } : {}),
    };
    store.put(
      {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name: `${name}.${id}`, namespace },
        involvedObject,
        type,
        reason,
        message,
        count: 1,
        firstTimestamp: at,
        lastTimestamp: at,
        eventTime: null,
        source: { component },
        reportingComponent: component,
        reportingInstance: '',
      },
      component,
    );
  };
}

/** Removes events nobody saw again for an hour. */
export function forgetOldEvents(store: ObjectStore): void {
  const isOld = (event: LabObject) => Date.parse(event.lastTimestamp) < store.clock.now() - KEPT_MS;
  for (const event of store.list('v1/Event').filter(isOld)) store.remove('v1/Event', event.metadata.namespace, event.metadata.name);
}
