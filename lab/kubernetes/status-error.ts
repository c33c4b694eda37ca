import { type ApiResource, qualifiedName } from './api-resources';

export interface Cause {
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly Cause[];
  readonly retryAfterSeconds?: number;
}

interface StatusFields {
  readonly code: number;
  readonly reason?: string;
  readonly message: string;
  readonly details?: StatusDetails;
}

/** A refusal, with the Status object the API server answers. Words and shapes are those of a real 1.36 server. */
export class StatusError extends Error {
  readonly code: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor({ code, reason, message, details }: StatusFields) {
    super(message);
    this.name = 'StatusError';
    this.code = code;
    this.body = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      ...(reason && { reason }),
      ...(details && { details }),
      code,
    };
  }
}

function detailsOf(resource: ApiResource, name: string | undefined): StatusDetails {
  return { ...(name && { name }), ...(resource.group && { group: resource.group }), kind: resource.plural };
}

export function notFound(resource: ApiResource, name: string): StatusError {
  return new StatusError({ code: 404, reason: 'NotFound', message: `${qualifiedName(resource)} "${name}" not found`, details: detailsOf(resource, name) });
}

/** The path names nothing the server knows. */
export function unknownResource(): StatusError {
  return new StatusError({ code: 404, reason: 'NotFound', message: 'the server could not find the requested resource', details: {} });
}

export function methodNotAllowed(): StatusError {
  return new StatusError({
    code: 405,
    reason: 'MethodNotAllowed',
    message: 'the server does not allow this method on the requested resource',
    details: {},
  });
}

export function badRequest(message: string): StatusError {
  return new StatusError({ code: 400, reason: 'BadRequest', message });
}

export function alreadyExists(resource: ApiResource, name: string): StatusError {
  return new StatusError({
    code: 409,
    reason: 'AlreadyExists',
    message: `${qualifiedName(resource)} "${name}" already exists`,
    details: detailsOf(resource, name),
  });
}

const MODIFIED = 'the object has been modified; please apply your changes to the latest version and try again';

export function conflict(resource: ApiResource, name: string, why = MODIFIED, subresource?: string): StatusError {
  const kind = subresource ? `${resource.plural}/${subresource}` : resource.plural;
  const named = resource.group ? `${kind}.${resource.group}` : kind;
  return new StatusError({
    code: 409,
    reason: 'Conflict',
    message: `Operation cannot be fulfilled on ${named} "${name}": ${why}`,
    details: { ...detailsOf(resource, name), kind },
  });
}

/** A precondition of a delete that does not hold; here the server names the kind, not the resource. */
export function preconditionFailed(resource: ApiResource, name: string, why: string): StatusError {
  return new StatusError({
    code: 409,
    reason: 'Conflict',
    message: `Operation cannot be fulfilled on ${resource.kind}${resource.group && `.${resource.group}`} "${name}": ${why}`,
    details: { ...detailsOf(resource, name), kind: resource.kind },
  });
}

/** Refused by admission. */
export function forbidden(resource: ApiResource, name: string, why: string): StatusError {
  return new StatusError({
    code: 403,
    reason: 'Forbidden',
    message: `${qualifiedName(resource)} "${name}" is forbidden: ${why}`,
    details: detailsOf(resource, name),
  });
}

export interface FieldError {
  readonly field: string;
  readonly reason: 'FieldValueInvalid' | 'FieldValueForbidden' | 'FieldValueRequired' | 'FieldValueNotSupported';
  /** Without the field's name: `Forbidden: …`. */
  readonly message: string;
}

/** 422 with its causes. */
export function invalid(kind: { readonly kind: string; readonly group: string }, name: string, errors: readonly FieldError[]): StatusError {
  const texts = [...new Set(errors.map(({ field, message }) => `${field}: ${message}`))];
  return new StatusError({
    code: 422,
    reason: 'Invalid',
    message: `${kind.kind}${kind.group && `.${kind.group}`} "${name}" is invalid: ${texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`}`,
    details: {
      ...(name && { name }),
      ...(kind.group && { group: kind.group }),
      kind: kind.kind,
      causes: errors.map(({ field, reason, message }) => ({ reason, message, field })),
    },
  });
}

/** A query option that is not allowed, refused the way the options object is validated. */
export function invalidOptions(kind: 'ListOptions' | 'PatchOptions' | 'CreateOptions' | 'UpdateOptions' | 'DeleteOptions', error: FieldError): StatusError {
  return invalid({ kind, group: 'meta.k8s.io' }, '', [error]);
}

export function expired(message: string): StatusError {
  return new StatusError({ code: 410, reason: 'Expired', message });
}

export function unsupportedMediaType(message: string): StatusError {
  return new StatusError({ code: 415, reason: 'UnsupportedMediaType', message });
}
