import 'server-only';
import { isDnsSubdomain } from '@/lib/domain/dns-name';

/** An object as the API sends it, of which nothing is known but that it has a name. */
export interface ApiObject {
  readonly metadata: Readonly<Record<string, unknown>> & { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

/** True when it has metadata with a name that may be one, and a namespace that may be one or none. */
export function isApiObject(value: unknown): value is ApiObject {
  const metadata = record(record(value).metadata);
  const { name, namespace } = metadata;
  if (typeof name !== 'string' || !isObjectKey(name)) return false;
  return namespace === undefined || namespace === '' || (typeof namespace === 'string' && isDnsSubdomain(namespace));
}

/** `namespace/name`, or the name alone for what has no namespace. */
export function objectKey(object: ApiObject): string {
  return object.metadata.namespace ? `${object.metadata.namespace}/${object.metadata.name}` : object.metadata.name;
}

/** The value when it is an object, else an empty one: cluster data has holes. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** The objects of a list; nothing when it is no list. */
export function records(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(record) : [];
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A finite number; a text of digits counts, since some writers quote theirs. */
export function number(value: unknown): number | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
}

export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}

/** Text values by key; other values are left out. */
export function textMap(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(record(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** The same with keys that may be undefined as keys that may be absent. */
type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Drops keys whose value is undefined, so that an absent fact is an absent key. */
export function present<const T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Present<T>;
}

/** Names of RBAC and CRD objects carry colons and more; a key only has to be plain. */
function isObjectKey(name: string): boolean {
  return name.length > 0 && name.length <= 253 && /^[A-Za-z0-9][A-Za-z0-9._:-]*$/.test(name);
}
