import { isDeepStrictEqual } from 'node:util';
import { hasMergeKeys, isRecord, mergeKeyOf } from './merge-keys';
import type { LabObject } from './object-store';

/** A set of owned fields in the FieldsV1 form: `f:name` for a field, `k:{"name":"x"}` for a list element, `.` for the element itself. */
export type FieldSet = { [step: string]: FieldSet };

export interface ManagedFieldsEntry {
  manager: string;
  operation: 'Update' | 'Apply';
  apiVersion: string;
  time: string;
  fieldsType: 'FieldsV1';
  fieldsV1: FieldSet;
  subresource?: string;
}

/** Who writes, and how. */
export interface Writer {
  readonly manager: string;
  readonly operation: 'Update' | 'Apply';
  readonly subresource?: string | undefined;
}

/** Metadata the server fills in; nobody owns it. */
const SERVER_METADATA = new Set([
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
]);

/**
 * The entries after a write: the fields that changed belong to the writer and to nobody else; fields that went belong to nobody. Entries
 * without fields disappear.
 */
export function recordOwnership(before: LabObject | undefined, after: LabObject, writer: Writer, time: string): ManagedFieldsEntry[] {
  const entries = (before?.metadata.managedFields ?? []) as ManagedFieldsEntry[];
  const keyed = hasMergeKeys(after.apiVersion);
  const changed = changedFields(ownable(before), ownable(after), keyed);
  if (before && Object.keys(changed.set).length === 0 && Object.keys(changed.gone).length === 0) return entries;
  const others: ManagedFieldsEntry[] = [];
  let own: FieldSet = {};
  for (const entry of entries) {
    const mine = entry.manager === writer.manager && entry.operation === writer.operation && entry.subresource === writer.subresource;
    const rest = subtract(subtract(entry.fieldsV1, changed.gone), mine ? {} : changed.set);
    if (mine) own = rest;
    else if (Object.keys(rest).length > 0) others.push(rest === entry.fieldsV1 ? entry : { ...entry, fieldsV1: rest });
  }
  return [...others, entryOf(writer, after.apiVersion, time, union(own, changed.set))];
}

/** One entry as the API shows it. */
export function entryOf(writer: Writer, apiVersion: string, time: string, fieldsV1: FieldSet): ManagedFieldsEntry {
  const entry: ManagedFieldsEntry = { manager: writer.manager, operation: writer.operation, apiVersion, time, fieldsType: 'FieldsV1', fieldsV1 };
  return writer.subresource ? { ...entry, subresource: writer.subresource } : entry;
}

/** The part of an object that fields are owned of. */
export function ownable(object: LabObject | undefined): Record<string, unknown> {
  if (!object) return {};
  const { apiVersion: _apiVersion, kind: _kind, metadata, ...rest } = object;
  const owned = Object.entries(metadata).filter(([key]) => !SERVER_METADATA.has(key));
  // An empty map would stand for all that others own in it.
  return { ...(owned.length > 0 && { metadata: Object.fromEntries(owned) }), ...rest };
}

/** Every field of a value, as a set. */
export function fieldsOf(value: unknown, keyed: boolean): FieldSet {
  return changedFields({}, value as Record<string, unknown>, keyed).set;
}

interface Changes {
  set: FieldSet;
  gone: FieldSet;
}

function changedFields(before: Record<string, unknown>, after: Record<string, unknown>, keyed: boolean): Changes {
  const changes: Changes = { set: {}, gone: {} };
  for (const [field, value] of Object.entries(after)) {
    if (value !== undefined) compare(`f:${field}`, field, before[field], value, keyed, changes);
  }
  for (const field of Object.keys(before)) {
    if (after[field] === undefined && before[field] !== undefined) changes.gone[`f:${field}`] = {};
  }
  return changes;
}

function compare(step: string, field: string, before: unknown, after: unknown, keyed: boolean, into: Changes): void {
  if (before === after) return;
  const elements = keyed ? elementsByKey(field, after) : undefined;
  if (elements) {
    keep(into, step, changedElements(elementsByKey(field, before) ?? new Map(), elements, keyed));
  } else if (isRecord(after) && Object.keys(after).length > 0) {
    keep(into, step, changedFields(isRecord(before) ? before : {}, after, keyed));
  } else if (!isDeepStrictEqual(before, after)) into.set[step] = {};
}

function changedElements(before: ReadonlyMap<string, Record<string, unknown>>, after: ReadonlyMap<string, Record<string, unknown>>, keyed: boolean): Changes {
  const changes: Changes = { set: {}, gone: {} };
  for (const [key, element] of after) {
    const old = before.get(key);
    const inner = changedFields(old ?? {}, element, keyed);
    if (!old) inner.set = { '.': {}, ...inner.set };
    keep(changes, key, inner);
  }
  for (const key of before.keys()) if (!after.has(key)) changes.gone[key] = {};
  return changes;
}

function keep(into: Changes, step: string, inner: Changes): void {
  if (Object.keys(inner.set).length > 0) into.set[step] = inner.set;
  if (Object.keys(inner.gone).length > 0) into.gone[step] = inner.gone;
}

function elementsByKey(field: string, list: unknown): Map<string, Record<string, unknown>> | undefined {
  if (!Array.isArray(list) || list.length === 0 || !list.every(isRecord)) return undefined;
  const key = mergeKeyOf(field, list);
  if (!key) return undefined;
  return new Map(list.map((element) => [`k:${JSON.stringify(elementKey(field, key, element))}`, element]));
}

/** The server tells ports apart by protocol too. */
function elementKey(field: string, key: string, element: Record<string, unknown>): Record<string, unknown> {
  return field === 'ports' ? { [key]: element[key], protocol: element.protocol ?? 'TCP' } : { [key]: element[key] };
}

function union(left: FieldSet, right: FieldSet): FieldSet {
  const result = { ...left };
  for (const [step, inner] of Object.entries(right)) {
    const own = result[step];
    result[step] = own ? union(own, inner) : inner;
  }
  return result;
}

/** Leaves of `removed` take everything below them; answers `from` itself when nothing was taken. */
export function subtract(from: FieldSet, removed: FieldSet): FieldSet {
  let result = from;
  for (const [step, inner] of Object.entries(removed)) {
    const own = result[step];
    if (!own) continue;
    const rest = Object.keys(inner).length === 0 ? {} : subtract(own, inner);
    if (rest === own && Object.keys(own).length > 0) continue;
    if (result === from) result = { ...from };
    if (Object.keys(rest).length === 0) delete result[step];
    else result[step] = rest;
  }
  return result;
}
