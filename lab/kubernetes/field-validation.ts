import { isRecord } from '../world/merge-keys';
import type { LabObject } from '../world/object-store';
import { type Shape, shapeOf } from './known-fields';
import type { RequestInfo } from './request-info';
import { badRequest, invalid, invalidOptions, StatusError } from './status-error';

/** What happens to fields the kind does not have: they never get into the store; `Strict` refuses the request, `Warn` says so. */
export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

const OPTIONS = { create: 'CreateOptions', update: 'UpdateOptions', patch: 'PatchOptions' } as const;

export function fieldValidationOf({ query, verb }: RequestInfo): FieldValidation {
  const asked = query.get('fieldValidation') ?? '';
  if (asked === 'Strict' || asked === 'Warn' || asked === 'Ignore') return asked;
  if (asked === '') return 'Warn';
  throw invalidOptions(OPTIONS[verb as keyof typeof OPTIONS] ?? 'PatchOptions', {
    field: 'fieldValidation',
    reason: 'FieldValueNotSupported',
    message: `Unsupported value: ${JSON.stringify(asked)}: supported values: "", "Ignore", "Strict", "Warn"`,
  });
}

/** The object without unknown fields, and the warnings. Throws as the server does where the request is strict, in other words for a patch. */
export function withKnownFields(info: RequestInfo, given: LabObject, how: 'create' | 'update' | 'patch' | 'apply'): { object: LabObject; warnings: string[] } {
  const validation = fieldValidationOf(info);
  const shape = shapeOf(info.resource.stored);
  if (!shape) return { object: given, warnings: [] };
  const object = structuredClone(given);
  const unknown: string[] = [];
  prune(object, shape, '', unknown);
  if (unknown.length === 0) return { object: given, warnings: [] };
  if (validation === 'Ignore') return { object, warnings: [] };
  const words = unknown.sort().map((path) => `unknown field "${path}"`);
  if (how === 'apply') {
    const message = `failed to create typed patch object (${info.namespace ?? ''}/${info.name}; ${object.apiVersion}, Kind=${object.kind}): .${unknown[0]}: field not declared in schema`;
    throw new StatusError({ code: 500, message });
  }
  if (validation === 'Warn') return { object, warnings: words };
  const decoding = `strict decoding error: ${words.join(', ')}`;
  if (how !== 'patch') throw badRequest(`${object.kind} in version "${info.resource.version}" cannot be handled as a ${object.kind}: ${decoding}`);
  throw invalid({ kind: '', group: '' }, '', [
    { field: 'patch', reason: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(JSON.stringify(given))}: ${decoding}` },
  ]);
}

function prune(value: Record<string, unknown>, shape: Shape, path: string, unknown: string[]): void {
  for (const [field, inner] of Object.entries(value)) {
    const at = path ? `${path}.${field}` : field;
    const known = shape[field];
    if (known === undefined) {
      unknown.push(at);
      delete value[field];
    } else if (known !== true) {
      if (isRecord(inner)) prune(inner, known, at, unknown);
      else if (Array.isArray(inner)) {
        for (const [index, element] of inner.entries()) if (isRecord(element)) prune(element, known, `${at}[${index}]`, unknown);
      }
    }
  }
}
