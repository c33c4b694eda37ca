import { randomBytes } from 'node:crypto';
import { secondsIso } from '../world/object-meta';
import type { ObjectStore } from '../world/object-store';
import { DEFAULT_USER } from './access';
import type { RequestInfo } from './request-info';
import { notFound, StatusError } from './status-error';

/** Who asks. */
export interface Caller {
  readonly name: string;
  readonly groups: readonly string[];
  readonly token: string | undefined;
  /** Rights come from the roles in the store. Without: everything is allowed but what a fault takes away. */
  readonly byRoles: boolean;
}

const PREFIX = 'lab-account.';

/** A token of a service account names it and its uid, so it ends with the account. Any other token, or none, is the installation's administrator. Throws 401. */
export function authenticate(store: ObjectStore, token: string | undefined): Caller {
  if (!token?.startsWith(PREFIX)) return { name: DEFAULT_USER, groups: ['system:serviceaccounts', 'system:authenticated'], token, byRoles: false };
  const [namespace = '', name = '', uid] = Buffer.from(token.slice(PREFIX.length).split('.')[0] ?? '', 'base64url')
    .toString()
    .split('/');
  if (!uid || store.get('v1/ServiceAccount', namespace, name)?.metadata.uid !== uid) {
    throw new StatusError({ code: 401, reason: 'Unauthorized', message: 'Unauthorized' });
  }
  const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'];
  return { name: `system:serviceaccount:${namespace}:${name}`, groups, token, byRoles: true };
}

/** POST serviceaccounts/NAME/token: the answered TokenRequest. */
export function requestToken(store: ObjectStore, { resource, namespace = '', name = '' }: RequestInfo, body: unknown): unknown {
  const account = store.get('v1/ServiceAccount', namespace, name);
  if (!account) throw notFound(resource, name);
  const { expirationSeconds = 3_600 } = ((body as { spec?: { expirationSeconds?: number } })?.spec ?? {}) as { expirationSeconds?: number };
  const identity = Buffer.from(`${namespace}/${name}/${account.metadata.uid}`).toString('base64url');
  const now = store.clock.now();
  return {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { name, namespace, creationTimestamp: secondsIso(now) },
    spec: { audiences: ['https://lab'], expirationSeconds, boundObjectRef: null },
    status: { token: `${PREFIX}${identity}.${randomBytes(12).toString('base64url')}`, expirationTimestamp: secondsIso(now + expirationSeconds * 1_000) },
  };
}
