import { isRecord } from '../world/merge-keys';
import { secondsIso } from '../world/object-meta';
import type { LabObject } from '../world/object-store';
import type { RequestInfo } from './request-info';
import { invalidOptions, notFound, preconditionFailed } from './status-error';
import { admit, type WriteContext, type WriteResult } from './store-write';
import type { CallOptions } from './write-options';

interface DeleteOptions {
  readonly uid: string | undefined;
  readonly resourceVersion: string | undefined;
  readonly propagation: string | undefined;
  readonly graceSeconds: number | undefined;
  readonly dryRun: boolean;
}

const WAITS_FOR: Readonly<Record<string, string>> = { Foreground: 'foregroundDeletion', Orphan: 'orphan' };

const POLICIES = ['Foreground', 'Background', 'Orphan'];

/** Kinds whose removal is answered with the object; the others answer a Status. */
const ANSWERS_OBJECT = new Set(['v1/Pod', 'v1/Namespace', 'v1/PersistentVolumeClaim', 'v1/PersistentVolume', 'v1/Service', 'storage.k8s.io/v1/StorageClass']);

export interface DeleteResult {
  /** What the server answers: the object when it lives on or the kind is answered so, else a Success status. */
  readonly body: unknown;
  readonly warnings: readonly string[];
}

/** DELETE of one object, with preconditions, grace for pods and finalizers. */
export function deleteObject(context: WriteContext, info: RequestInfo, body: unknown, options: CallOptions): DeleteResult {
  const { store } = context;
  const { resource, namespace } = info;
  const name = info.name as string;
  const object = store.get(resource.stored, namespace, name);
  const asked = readOptions(info, body, options);
  if (!object) throw notFound(resource, name);
  checkPreconditions(info, object, asked);
  const warnings = admit(context, { operation: 'DELETE', resource, subresource: undefined, namespace, name, object: undefined, before: object, ...asked });
  const grace = graceOf(object, asked);
  if (grace === 0 && (object.metadata.finalizers ?? []).length === 0) {
    const gone = asked.dryRun ? object : store.remove(resource.stored, namespace, name, { orphan: asked.propagation === 'Orphan' });
    const finalizer = asked.propagation && WAITS_FOR[asked.propagation];
    if (finalizer) return { body: waitingFor(finalizer, object, secondsIso(store.clock.now())), warnings };
    return { body: ANSWERS_OBJECT.has(resource.stored) ? gone : success(info, object), warnings };
  }
  return { body: mark(context, info, object, grace, asked).object, warnings };
}

/**
 * Foreground and orphaning deletes are the garbage collector's work: the caller sees the object waiting for it. In the lab that takes no
 * time, so the object is already gone.
 */
function waitingFor(finalizer: string, object: LabObject, now: string): LabObject {
  const { generation, finalizers = [] } = object.metadata;
  const metadata = { ...object.metadata, deletionTimestamp: now, deletionGracePeriodSeconds: 0, finalizers: [...finalizers, finalizer] };
  return { ...object, metadata: generation === undefined ? metadata : { ...metadata, generation: generation + 1 } };
}

/** Sets the deletionTimestamp; the object goes when its kubelet or its finalizers are done. */
function mark({ store }: WriteContext, { resource }: RequestInfo, object: LabObject, grace: number, { dryRun }: DeleteOptions): WriteResult {
  const due = secondsIso(store.clock.now() + grace * 1000);
  const { namespace, name } = object.metadata;
  const marked = store.change(
    resource.stored,
    namespace,
    name,
    'kube-apiserver',
    ({ metadata }) => {
      if (metadata.deletionTimestamp && metadata.deletionTimestamp <= due) return;
      metadata.deletionTimestamp = due;
      metadata.deletionGracePeriodSeconds = grace;
      if (metadata.generation !== undefined) metadata.generation += 1;
    },
    undefined,
    { dryRun },
  );
  return { object: marked ?? object, warnings: [] };
}

/** Pods that run on a node get their time to stop; everything else goes at once. */
function graceOf(object: LabObject, { graceSeconds }: DeleteOptions): number {
  const phase = object.status?.phase;
  if (object.apiVersion !== 'v1' || object.kind !== 'Pod' || !object.spec?.nodeName || phase === 'Succeeded' || phase === 'Failed') return 0;
  return graceSeconds ?? object.spec?.terminationGracePeriodSeconds ?? 30;
}

function readOptions({ query }: RequestInfo, body: unknown, options: CallOptions): DeleteOptions {
  const given = isRecord(body) ? body : {};
  const preconditions = isRecord(given.preconditions) ? given.preconditions : {};
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  const propagation = text(given.propagationPolicy) ?? text(query.get('propagationPolicy')) ?? (given.orphanDependents === true ? 'Orphan' : undefined);
  if (propagation !== undefined && !POLICIES.includes(propagation)) {
    throw invalidOptions('DeleteOptions', {
      field: 'propagationPolicy',
      reason: 'FieldValueNotSupported',
      message: `Unsupported value: ${JSON.stringify(propagation)}: supported values: "Foreground", "Background", "Orphan", "nil"`,
    });
  }
  const grace = given.gracePeriodSeconds ?? query.get('gracePeriodSeconds') ?? undefined;
  return {
    uid: text(preconditions.uid),
    resourceVersion: text(preconditions.resourceVersion),
    propagation,
    graceSeconds: grace === undefined ? undefined : Number(grace),
    dryRun: options.dryRun || (Array.isArray(given.dryRun) && given.dryRun.includes('All')),
  };
}

function checkPreconditions({ resource }: RequestInfo, { metadata }: LabObject, { uid, resourceVersion }: DeleteOptions): void {
  if (uid !== undefined && uid !== metadata.uid) {
    const why = `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`;
    throw preconditionFailed(resource, metadata.name, why);
  }
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion) {
    const record = `does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`;
    throw preconditionFailed(resource, metadata.name, `the ResourceVersion in the precondition (${resourceVersion}) ${record}`);
  }
}

function success({ resource }: RequestInfo, { metadata }: LabObject): unknown {
  const details = { name: metadata.name, ...(resource.group && { group: resource.group }), kind: resource.plural, uid: metadata.uid };
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details };
}
