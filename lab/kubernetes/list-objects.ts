import type { LabObject, ObjectStore } from '../world/object-store';
import { newEventView } from './event-view';
import type { RequestInfo } from './request-info';
import { fieldMatcher, labelMatcher, type Matcher } from './selectors';
import { badRequest, expired, invalidOptions, StatusError } from './status-error';

export interface ObjectPage {
  readonly items: readonly LabObject[];
  readonly resourceVersion: string;
  readonly continueToken?: string;
  readonly remaining?: number;
}

/** How many begun lists can still be continued; older ones have expired, as after etcd's compaction. */
const KEPT_LISTS = 50;

const LIST_TOO_OLD = 'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.';

/** Lists with selectors and pages. A page that follows shows the state of the first one, whatever happened since. */
export function createLister(store: ObjectStore): (info: RequestInfo) => ObjectPage {
  const begun = new Map<string, readonly LabObject[]>();

  function remember(key: string, items: readonly LabObject[]) {
    begun.set(key, items);
    const oldest = begun.keys().next().value;
    if (begun.size > KEPT_LISTS && oldest !== undefined) begun.delete(oldest);
  }

  return (info) => {
    const matches = matcherOf(info);
    const limit = wholeNumber(info.query.get('limit')) ?? 0;
    const where = `${info.resource.stored} ${info.namespace ?? ''}`;
    const token = info.query.get('continue');
    const start = token ? readToken(token) : undefined;
    checkVersion(info, store.resourceVersion);
    const version = start?.rv ?? store.resourceVersion;
    if (start && store.eventsSince(start.rv) === undefined) throw expired(LIST_TOO_OLD);
    const all = start ? begun.get(`${where} ${version}`) : store.list(info.resource.stored, info.namespace);
    if (!all) throw expired(LIST_TOO_OLD);
    const matching = all.filter((object) => (!start || keyOf(object) > start.start) && matches(object));
    const more = limit > 0 && matching.length > limit;
    if (more) remember(`${where} ${version}`, all);
    const items = more ? matching.slice(0, limit) : matching;
    const last = items.at(-1);
    return {
      items: items.map((object) => viewOf(info, object)),
      resourceVersion: String(version),
      ...(more && last && { continueToken: writeToken(version, keyOf(last)) }),
      ...(more && !hasSelector(info) && { remaining: matching.length - limit }),
    };
  };
}

export function matcherOf({ query, resource, namespace, name }: RequestInfo): Matcher {
  const byLabel = labelMatcher(query.get('labelSelector'));
  const byField = fieldMatcher(query.get('fieldSelector'), resource.stored);
  return (object) =>
    (namespace === undefined || object.metadata.namespace === namespace) &&
    (name === undefined || object.metadata.name === name) &&
    byLabel(object) &&
    byField(object);
}

/** The stored object as the asked API shows it. */
export function viewOf({ resource }: Pick<RequestInfo, 'resource'>, object: LabObject): LabObject {
  return resource.group === 'events.k8s.io' ? newEventView(object) : object;
}

export function wholeNumber(text: string | null): number | undefined {
  if (text === null || text === '') return undefined;
  if (!/^-?\d+$/.test(text)) throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}

function hasSelector({ query }: RequestInfo): boolean {
  return Boolean(query.get('labelSelector') || query.get('fieldSelector'));
}

function checkVersion({ query }: RequestInfo, current: number): void {
  const asked = query.get('resourceVersion') ?? '';
  if (asked === '' && query.get('resourceVersionMatch')) {
    throw invalidOptions('ListOptions', {
      field: 'resourceVersionMatch',
      reason: 'FieldValueForbidden',
      message: 'Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
    });
  }
  const version = readVersion(asked);
  if (version > current) {
    throw new StatusError({
      code: 504,
      reason: 'Timeout',
      message: `Timeout: Too large resource version: ${version}, current: ${current}`,
      details: { causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version', field: '' }], retryAfterSeconds: 1 },
    });
  }
  if (query.get('resourceVersionMatch') === 'Exact' && version !== current) {
    throw expired(`The resourceVersion for the provided list is too old.`);
  }
}

/** '' and '0' are 0: whatever is at hand. */
export function readVersion(text: string): number {
  if (!/^\d*$/.test(text)) {
    throw new StatusError({
      code: 500,
      message: `resourceVersion: Invalid value: ${JSON.stringify(text)}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
    });
  }
  return Number(text || 0);
}

/** Names cannot contain a slash or a zero byte, so keys sort as the store lists. */
function keyOf(object: LabObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}\u0000`;
}

function writeToken(rv: number, start: string): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv, start })).toString('base64url');
}

function readToken(token: string): { rv: number; start: string } {
  try {
    const { rv, start } = JSON.parse(Buffer.from(token, 'base64url').toString()) as { rv?: unknown; start?: unknown };
    if (typeof rv === 'number' && typeof start === 'string') return { rv, start };
  } catch {
    // Falls through to the refusal.
  }
  throw badRequest('invalid continue token: continue key is not valid');
}
