import { secondsIso } from '../world/object-meta';
import type { LabObject, ObjectStore } from '../world/object-store';
import type { Admission, AdmissionRequest } from './admission';
import type { ApiResource } from './api-resources';
import type { RequestInfo } from './request-info';
import { conflict, type FieldError, forbidden, invalid, StatusError } from './status-error';
import { updateErrors } from './validate-update';
import type { CallOptions } from './write-options';

export interface WriteResult {
  readonly object: LabObject;
  readonly warnings: readonly string[];
}

/** What every write shares. */
export interface WriteContext {
  readonly store: ObjectStore;
  readonly admissions: Iterable<Admission>;
}

/** Asks every admission in turn. Throws the refusal, answers the warnings. */
export function admit({ admissions }: WriteContext, request: AdmissionRequest): string[] {
  const warnings: string[] = [];
  for (const admission of admissions) {
    const verdict = admission(request);
    warnings.push(...(verdict?.warnings ?? []));
    if (!verdict?.refused) continue;
    if (!verdict.webhook) throw forbidden(request.resource, request.name, verdict.refused);
    const code = verdict.code ?? 403;
    throw new StatusError({
      code,
      ...(code === 403 && { reason: 'Forbidden' }),
      message: `admission webhook "${verdict.webhook}" denied the request: ${verdict.refused}`,
    });
  }
  return warnings;
}

/**
 * Stores a changed object: preconditions (version, uid), what the caller may not set, validation, admission. A dry run goes the same way
 * to the end and stores nothing.
 */
export function storeUpdate(context: WriteContext, info: RequestInfo, before: LabObject, wanted: LabObject, options: CallOptions): WriteResult {
  const { resource, subresource } = info;
  const name = before.metadata.name;
  checkIdentity(resource, before, wanted);
  const after = structuredClone(withServerFields(resource, subresource, before, wanted));
  const errors = updateErrors(before, after);
  if (errors.length > 0) throw invalid(resource, name, errors);
  const warnings = admit(context, {
    operation: 'UPDATE',
    resource,
    subresource,
    namespace: info.namespace,
    name,
    object: after,
    before,
    dryRun: options.dryRun,
  });
  const { store } = context;
  const replace = (draft: LabObject) => {
    for (const key of Object.keys(draft)) if (!(key in after)) delete draft[key];
    Object.assign(draft, after);
  };
  const statusOnly = subresource === 'status' ? 'status' : undefined;
  const object = store.change(resource.stored, before.metadata.namespace, name, options.manager, replace, statusOnly, { dryRun: options.dryRun });
  return { object: options.dryRun ? (object as LabObject) : finish(store, resource, object as LabObject), warnings };
}

/** An object that waits for its finalizers goes when the last one does; pods wait for their kubelet too. */
function finish(store: ObjectStore, resource: ApiResource, object: LabObject): LabObject {
  const { deletionTimestamp, finalizers = [], namespace, name } = object.metadata;
  if (deletionTimestamp && finalizers.length === 0 && resource.stored !== 'v1/Pod') store.remove(resource.stored, namespace, name);
  return object;
}

function checkIdentity(resource: ApiResource, before: LabObject, wanted: LabObject): void {
  const [is, asked] = [before.metadata, wanted.metadata];
  if (asked.resourceVersion && asked.resourceVersion !== is.resourceVersion) throw conflict(resource, is.name);
  // Two validations of a real server look at the uid, and both complain.
  const errors = (['name', 'namespace', 'uid', 'uid'] as const)
    .filter((field) => asked[field] !== undefined && asked[field] !== '' && asked[field] !== is[field])
    .map(
      (field): FieldError => ({
        field: `metadata.${field}`,
        reason: 'FieldValueInvalid',
        message: `Invalid value: ${JSON.stringify(asked[field])}: field is immutable`,
      }),
    );
  if (errors.length > 0) throw invalid(resource, is.name, errors);
}

/** The main resource leaves status alone and `/status` leaves the rest alone; some metadata is nobody's to set. */
function withServerFields(resource: ApiResource, subresource: string | undefined, before: LabObject, wanted: LabObject): LabObject {
  const hasStatus = resource.subresources.includes('status');
  const fixed = ['uid', 'name', 'namespace', 'resourceVersion', 'creationTimestamp', 'generation', 'deletionTimestamp', 'deletionGracePeriodSeconds'] as const;
  const kept = Object.fromEntries(fixed.map((field) => [field, before.metadata[field]]).filter(([, value]) => value !== undefined));
  const metadata = { ...wanted.metadata, ...kept } as LabObject['metadata'];
  for (const field of fixed) if (before.metadata[field] === undefined) delete metadata[field];
  if (subresource === 'status')
    return { ...before, metadata: { ...before.metadata, managedFields: wanted.metadata.managedFields ?? [] }, status: wanted.status };
  const { status: _status, ...rest } = wanted;
  const after = { ...(hasStatus ? rest : wanted), apiVersion: before.apiVersion, kind: before.kind, metadata } as LabObject;
  if (hasStatus && before.status !== undefined) after.status = before.status;
  return after;
}

export function timeOf(store: ObjectStore): string {
  return secondsIso(store.clock.now());
}
