import { parse } from 'yaml';
import type { LabObject } from '../world/object-store';
import { applyPatch, patchKindOf } from './apply-patch';
import { createObject, readObject } from './create-object';
import { withKnownFields } from './field-validation';
import type { RequestInfo } from './request-info';
import { serverSideApply } from './server-side-apply';
import { badRequest, invalidOptions, notFound } from './status-error';
import { storeUpdate, timeOf, type WriteContext, type WriteResult } from './store-write';
import type { CallOptions } from './write-options';

/** PUT. A body without a resourceVersion overwrites whatever is there. */
export function updateObject(context: WriteContext, info: RequestInfo, body: unknown, options: CallOptions): WriteResult {
  const wanted = readObject(info, body);
  const name = info.name as string;
  if (!wanted.metadata.name) throw badRequest(`the name of the object (${name} based on URL) was undeterminable: name must be provided`);
  if (wanted.metadata.name !== name) {
    throw badRequest(`the name of the object (${wanted.metadata.name}) does not match the name on the URL (${name})`);
  }
  return stored(context, info, existing(context, info), wanted, options, 'update');
}

/** PATCH with any of the four content types. Only a server-side apply may create. */
export function patchObject(context: WriteContext, info: RequestInfo, contentType: string | undefined, body: string, options: CallOptions): WriteResult {
  const kind = patchKindOf(contentType, info.resource);
  if (kind === 'apply') return applyObject(context, info, readPatch(body, parse), options);
  const patch = readPatch(body, JSON.parse);
  const before = existing(context, info);
  return stored(context, info, before, applyPatch(kind, before, patch), options, 'patch');
}

function stored(context: WriteContext, info: RequestInfo, before: LabObject, after: LabObject, options: CallOptions, how: 'update' | 'patch'): WriteResult {
  const known = withKnownFields(info, after, how);
  const { object, warnings } = storeUpdate(context, info, before, known.object, options);
  return { object, warnings: [...known.warnings, ...warnings] };
}

function applyObject(context: WriteContext, info: RequestInfo, body: unknown, options: CallOptions): WriteResult {
  if (!info.query.get('fieldManager')) {
    throw invalidOptions('PatchOptions', { field: 'fieldManager', reason: 'FieldValueRequired', message: 'Required value: is required for apply patch' });
  }
  const wanted = readObject(info, body);
  wanted.metadata.name ??= info.name as string;
  withKnownFields(info, wanted, 'apply');
  const before = context.store.get(info.resource.stored, info.namespace, info.name as string);
  if (!before) return createObject(context, info, wanted, options, 'Apply');
  const after = serverSideApply(before, wanted, { manager: options.manager, force: options.force, time: timeOf(context.store) });
  return storeUpdate(context, info, before, after, options);
}

function existing({ store }: WriteContext, { resource, namespace, name }: RequestInfo): LabObject {
  const object = store.get(resource.stored, namespace, name as string);
  if (!object) throw notFound(resource, name as string);
  return object;
}

export function readPatch(body: string, read: (text: string) => unknown): unknown {
  try {
    return read(body);
  } catch (cause) {
    throw badRequest(`error decoding patch: ${cause instanceof Error ? cause.message : 'unreadable'}`);
  }
}
