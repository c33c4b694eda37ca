import { randomBytes } from 'node:crypto';
import { isRecord } from '../world/merge-keys';
import type { LabObject } from '../world/object-store';
import { findResource, groupVersionOf } from './api-resources';
import { withKnownFields } from './field-validation';
import type { RequestInfo } from './request-info';
import { alreadyExists, badRequest, type FieldError, invalid, notFound } from './status-error';
import { admit, type WriteContext, type WriteResult } from './store-write';
import { createErrors } from './validate-update';
import type { CallOptions } from './write-options';

const SUBDOMAIN = '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*';
const NAME = new RegExp(`^${SUBDOMAIN}$`);
const NAME_WORDS =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character " +
  `(e.g. 'example.com', regex used for validation is '${SUBDOMAIN}')`;

/** POST. Throws 400, 404 (namespace), 409 when it exists, 422. */
export function createObject(
  context: WriteContext,
  info: RequestInfo,
  body: unknown,
  options: CallOptions,
  operation: 'Update' | 'Apply' = 'Update',
): WriteResult {
  const { store } = context;
  const { resource, namespace } = info;
  const { object, warnings: unknown } = withKnownFields(info, readObject(info, body), operation === 'Apply' ? 'apply' : 'create');
  const meta = object.metadata;
  if (namespace !== undefined) {
    if (meta.namespace && meta.namespace !== namespace) {
      throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
    }
    meta.namespace = namespace;
    const namespaces = findResource('', 'v1', 'namespaces');
    if (namespaces && !store.get('v1/Namespace', undefined, namespace)) throw notFound(namespaces, namespace);
  }
  if (!meta.name && meta.generateName) meta.name = `${meta.generateName}${suffix()}`;
  const errors = [...nameErrors(meta), ...createErrors(object)];
  if (errors.length > 0) throw invalid(resource, meta.name ?? '', errors);
  if (store.get(resource.stored, namespace, meta.name)) throw alreadyExists(resource, meta.name);
  for (const field of ['uid', 'resourceVersion', 'creationTimestamp', 'generation', 'deletionTimestamp', 'managedFields'] as const) delete meta[field];
  if (resource.subresources.includes('status')) {
    delete object.status;
    Object.assign(object, initialStatus(resource.stored));
  }
  const admitted = admit(context, {
    operation: 'CREATE',
    resource,
    subresource: undefined,
    namespace,
    name: meta.name,
    object,
    before: undefined,
    dryRun: options.dryRun,
  });
  return { object: store.put(object, options.manager, { dryRun: options.dryRun, operation }), warnings: [...unknown, ...admitted] };
}

/** The body as an object of the resource's kind; kind and apiVersion may be left out. */
export function readObject({ resource }: RequestInfo, body: unknown): LabObject {
  if (!isRecord(body)) throw badRequest(`the object provided is unrecognized (must be of type ${resource.kind})`);
  const apiVersion = groupVersionOf(resource);
  const given = { kind: body.kind ?? resource.kind, apiVersion: body.apiVersion ?? apiVersion };
  if (given.kind !== resource.kind) {
    throw badRequest(`${given.kind} in version "${resource.version}" cannot be handled as a ${resource.kind}`);
  }
  if (given.apiVersion !== apiVersion) {
    throw badRequest(`the API version in the data (${given.apiVersion}) does not match the expected API version (${apiVersion})`);
  }
  return { ...structuredClone(body), kind: resource.kind, apiVersion, metadata: isRecord(body.metadata) ? { ...body.metadata } : {} } as LabObject;
}

function nameErrors({ name }: LabObject['metadata']): FieldError[] {
  const field = 'metadata.name';
  if (!name) return [{ field, reason: 'FieldValueRequired', message: 'Required value: name or generateName is required' }];
  if (NAME.test(name) && name.length <= 253) return [];
  return [{ field, reason: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(name)}: ${NAME_WORDS}` }];
}

function initialStatus(stored: string): { status?: Record<string, unknown> } {
  if (stored === 'v1/Pod' || stored === 'v1/PersistentVolumeClaim') return { status: { phase: 'Pending' } };
  return {};
}

/** Five characters of the alphabet the server uses: no vowels, no look-alikes. */
function suffix(): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
  return [...randomBytes(5)].map((byte) => alphabet[byte % alphabet.length]).join('');
}
