import { isDeepStrictEqual } from 'node:util';
import { entryOf, type FieldSet, fieldsOf, type ManagedFieldsEntry, ownable, subtract } from '../world/managed-fields';
import { hasMergeKeys, isRecord, mergeKeyOf } from '../world/merge-keys';
import type { LabObject } from '../world/object-store';
import { type Cause, StatusError } from './status-error';

type Fields = Record<string, unknown>;

interface ApplyRequest {
  readonly manager: string;
  readonly force: boolean;
  readonly time: string;
}

/**
 * Server-side apply: the given fields are set and owned by the manager; what it owned before and no longer gives is removed unless
 * somebody else owns it too. A field that differs and belongs to another manager is a conflict, unless forced.
 */
export function serverSideApply(live: LabObject, applied: LabObject, { manager, force, time }: ApplyRequest): LabObject {
  const keyed = hasMergeKeys(live.apiVersion);
  const entries = (live.metadata.managedFields ?? []) as ManagedFieldsEntry[];
  const isOwn = (entry: ManagedFieldsEntry) => entry.manager === manager && entry.operation === 'Apply';
  const wanted = ownable(applied);
  const set = fieldsOf(wanted, keyed);
  const others = entries.filter((entry) => !isOwn(entry));
  const contested = others.flatMap((entry) => overlaps(entry.fieldsV1, set, ownable(live), wanted, '').map((field) => ({ entry, field })));
  if (contested.length > 0 && !force) throw applyConflict(contested);
  const dropped = others.reduce((rest, entry) => subtract(rest, entry.fieldsV1), subtract(entries.find(isOwn)?.fieldsV1 ?? {}, set));
  const merged = merge(withoutFields(ownable(live), dropped) as Fields, wanted, keyed);
  const lost = contested.reduce<FieldSet>((all, { field }) => deepSet(all, field.steps), {});
  const kept = others.map((entry) => ({ ...entry, fieldsV1: subtract(entry.fieldsV1, lost) })).filter((entry) => Object.keys(entry.fieldsV1).length > 0);
  const unchanged = isDeepStrictEqual(merged, ownable(live)) && isDeepStrictEqual(entries.find(isOwn)?.fieldsV1, set);
  const own = unchanged ? (entries.find(isOwn) as ManagedFieldsEntry) : entryOf({ manager, operation: 'Apply' }, live.apiVersion, time, set);
  return {
    ...(merged as LabObject),
    apiVersion: live.apiVersion,
    kind: live.kind,
    metadata: { ...live.metadata, ...pickMetadata(merged, live), managedFields: unchanged ? entries : [own, ...kept] },
  };
}

function pickMetadata(merged: Fields, live: LabObject): LabObject['metadata'] {
  const cleared = Object.fromEntries(Object.keys((ownable(live).metadata ?? {}) as Fields).map((key) => [key, undefined]));
  return JSON.parse(JSON.stringify({ ...cleared, name: live.metadata.name, ...(merged.metadata as Fields) }));
}

function merge(before: Fields, applied: Fields, keyed: boolean): Fields {
  const result = { ...before };
  for (const [field, value] of Object.entries(applied)) {
    const old = result[field];
    const key = keyed && Array.isArray(value) && value.every(isRecord) ? mergeKeyOf(field, value) : undefined;
    if (key && Array.isArray(old)) result[field] = mergeElements(key, old as Fields[], value as Fields[], keyed);
    else result[field] = isRecord(value) && isRecord(old) ? merge(old, value, keyed) : value;
  }
  return result;
}

function mergeElements(key: string, before: readonly Fields[], applied: readonly Fields[], keyed: boolean): Fields[] {
  const result = [...before];
  for (const element of applied) {
    const index = result.findIndex((old) => old[key] === element[key]);
    if (index < 0) result.push(element);
    else result[index] = merge(result[index] as Fields, element, keyed);
  }
  return result;
}

interface Contested {
  readonly path: string;
  readonly steps: readonly string[];
}

/** Fields of `owned` that `set` also sets, to another value. */
function overlaps(owned: FieldSet, set: FieldSet, live: unknown, wanted: unknown, path: string, steps: readonly string[] = []): Contested[] {
  return Object.entries(owned).flatMap(([step, inner]) => {
    const same = set[step];
    if (!same || step === '.') return [];
    const at = step.startsWith('f:') ? `${path}.${step.slice(2)}` : `${path}[${elementLabel(step)}]`;
    const next = [...steps, step];
    const [mine, theirs] = [child(wanted, step), child(live, step)];
    if (Object.keys(inner).length > 0 && Object.keys(same).length > 0) return overlaps(inner, same, theirs, mine, at, next);
    return isDeepStrictEqual(mine, theirs) ? [] : [{ path: at, steps: next }];
  });
}

function child(value: unknown, step: string): unknown {
  if (step.startsWith('f:')) return isRecord(value) ? value[step.slice(2)] : undefined;
  const key = JSON.parse(step.slice(2)) as Fields;
  return Array.isArray(value) ? value.find((element) => isElement(element, key)) : undefined;
}

function isElement(element: unknown, key: Fields): boolean {
  return isRecord(element) && Object.entries(key).every(([name, value]) => (element[name] ?? (name === 'protocol' ? 'TCP' : undefined)) === value);
}

function elementLabel(step: string): string {
  return Object.entries(JSON.parse(step.slice(2)) as Fields)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(',');
}

function withoutFields(value: unknown, fields: FieldSet): unknown {
  const steps = Object.entries(fields).filter(([step]) => step !== '.');
  if (Array.isArray(value)) {
    return value.flatMap((element) => {
      const found = steps.find(([step]) => step.startsWith('k:') && isElement(element, JSON.parse(step.slice(2)) as Fields));
      if (!found) return [element];
      return Object.keys(found[1]).length === 0 || '.' in found[1] ? [] : [withoutFields(element, found[1])];
    });
  }
  if (!isRecord(value)) return value;
  const result = { ...value };
  for (const [step, inner] of steps) {
    const field = step.slice(2);
    if (!(field in result)) continue;
    if (Object.keys(inner).length === 0) delete result[field];
    else result[field] = withoutFields(result[field], inner);
  }
  return result;
}

function deepSet(set: FieldSet, [step, ...rest]: readonly string[]): FieldSet {
  if (step === undefined) return set;
  return { ...set, [step]: rest.length === 0 ? {} : deepSet(set[step] ?? {}, rest) };
}

function applyConflict(contested: readonly { readonly entry: ManagedFieldsEntry; readonly field: Contested }[]): StatusError {
  const causes: Cause[] = contested.map(({ entry, field }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with "${entry.manager}"${entry.subresource ? ` with subresource "${entry.subresource}"` : ''} using ${entry.apiVersion}`,
    field: field.path,
  }));
  const texts = causes.map(({ message, field }) => `${message}: ${field}`);
  const message = `Apply failed with ${causes.length} conflict${causes.length === 1 ? '' : 's'}: ${texts.length === 1 ? texts[0] : texts.map((text) => `\n- ${text}`).join('')}`;
  return new StatusError({ code: 409, reason: 'Conflict', message, details: { causes } });
}
