import 'server-only';
import { type ApiObject, isApiObject } from '@/lib/k8s/map/api-object';

/** One line of a watch, judged. `bad` = not an event at all, or one without an object that has a name. */
export type WatchEvent =
  | { readonly kind: 'changed' | 'deleted'; readonly object: ApiObject; readonly version: string | undefined }
  | { readonly kind: 'bookmark'; readonly version: string | undefined; readonly initialEventsEnd: boolean }
  | { readonly kind: 'error'; readonly status: number; readonly text: string }
  | { readonly kind: 'bad' };

/** Reads one line of a watch. Never throws: what cannot be read is `bad`. */
export function parseWatchEvent(line: string): WatchEvent {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'bad' };
  }
  if (!isRecord(value) || !isRecord(value.object)) return { kind: 'bad' };
  const { type, object } = value;
  if (type === 'ERROR') return { kind: 'error', status: typeof object.code === 'number' ? object.code : 500, text: JSON.stringify(object).slice(0, 2000) };
  const version = versionOf(object);
  if (type === 'BOOKMARK') return { kind: 'bookmark', version, initialEventsEnd: endsInitialEvents(object) };
  if (!isApiObject(object)) return { kind: 'bad' };
  if (type === 'ADDED' || type === 'MODIFIED') return { kind: 'changed', object, version };
  if (type === 'DELETED') return { kind: 'deleted', object, version };
  return { kind: 'bad' };
}

function versionOf(object: Record<string, unknown>): string | undefined {
  const version = isRecord(object.metadata) ? object.metadata.resourceVersion : undefined;
  return typeof version === 'string' && version !== '' ? version : undefined;
}

function endsInitialEvents(object: Record<string, unknown>): boolean {
  const annotations = isRecord(object.metadata) ? object.metadata.annotations : undefined;
  return isRecord(annotations) && annotations['k8s.io/initial-events-end'] === 'true';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
