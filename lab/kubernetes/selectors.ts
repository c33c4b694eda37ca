import type { LabObject } from '../world/object-store';
import { badRequest } from './status-error';

export type Matcher = (object: LabObject) => boolean;

const everything: Matcher = () => true;

/** `a=b,c!=d,e in (f,g),h notin (i),j,!k`. */
export function labelMatcher(selector: string | null): Matcher {
  if (!selector?.trim()) return everything;
  const tests = splitOutsideParentheses(selector).map(labelTest);
  return (object) => {
    const labels = object.metadata.labels ?? {};
    return tests.every((test) => test(labels));
  };
}

type LabelTest = (labels: Readonly<Record<string, string>>) => boolean;

const KEY = '[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?';
const VALUE = '([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?';
const SET_TEST = new RegExp(`^(?<key>${KEY})\\s+(?<operator>in|notin)\\s*\\((?<values>[^()]*)\\)$`);
const VALUE_TEST = new RegExp(`^(?<key>${KEY})\\s*(?<operator>==|=|!=)\\s*(?<value>${VALUE})$`);
const PRESENCE_TEST = new RegExp(`^(?<absent>!?)\\s*(?<key>${KEY})$`);

function labelTest(text: string): LabelTest {
  const set = SET_TEST.exec(text)?.groups;
  if (set) {
    const values = new Set((set.values as string).split(',').map((value) => value.trim()));
    const key = set.key as string;
    if (set.operator === 'in') return (labels) => labels[key] !== undefined && values.has(labels[key]);
    return (labels) => labels[key] === undefined || !values.has(labels[key]);
  }
  const value = VALUE_TEST.exec(text)?.groups;
  if (value) {
    const key = value.key as string;
    const wanted = value.value ?? '';
    return value.operator === '!=' ? (labels) => labels[key] !== wanted : (labels) => labels[key] === wanted;
  }
  const presence = PRESENCE_TEST.exec(text)?.groups;
  if (presence) {
    const key = presence.key as string;
    return presence.absent ? (labels) => labels[key] === undefined : (labels) => labels[key] !== undefined;
  }
  const found = /^[^=!]*(?:==|=|!=)(.+)$/.exec(text)?.[1] ?? text;
  throw badRequest(`unable to parse requirement: found '${found}', expected: identifier`);
}

function splitOutsideParentheses(selector: string): string[] {
  return selector.split(/,(?![^(]*\))/).map((part) => part.trim());
}

const COMMON_FIELDS = ['metadata.name', 'metadata.namespace'];

/** Fields a kind can be selected by besides name and namespace. */
const FIELDS_BY_KIND: Readonly<Record<string, readonly string[]>> = {
  'v1/Pod': ['spec.nodeName', 'spec.restartPolicy', 'spec.schedulerName', 'spec.serviceAccountName', 'status.phase', 'status.podIP'],
  'v1/Event': [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  'v1/Secret': ['type'],
  'v1/Namespace': ['status.phase'],
  'v1/Node': ['spec.unschedulable'],
  'batch/v1/Job': ['status.successful'],
  'apps/v1/ReplicaSet': ['status.replicas'],
};

/** `metadata.name=x,status.phase!=Running`. A field the kind cannot be selected by is refused, as the real server does. */
export function fieldMatcher(selector: string | null, kind: string): Matcher {
  if (!selector?.trim()) return everything;
  const allowed = new Set([...COMMON_FIELDS, ...(FIELDS_BY_KIND[kind] ?? [])]);
  const tests = selector.split(',').map((text): Matcher => {
    const parsed = /^(?<field>[A-Za-z0-9.]+)(?<operator>==|=|!=)(?<value>.*)$/.exec(text.trim())?.groups;
    if (!parsed) throw badRequest(`invalid selector: '${text}'; can't understand '${text}'`);
    const field = alias(parsed.field as string);
    if (!allowed.has(field)) throw badRequest(`field label not supported: ${parsed.field}`);
    const equal = parsed.operator !== '!=';
    return (object) => (fieldOf(object, field) === parsed.value) === equal;
  });
  return (object) => tests.every((test) => test(object));
}

/** events.k8s.io calls `involvedObject` `regarding`. */
function alias(field: string): string {
  return field.replace(/^regarding\./, 'involvedObject.');
}

function fieldOf(object: LabObject, field: string): string {
  if (field === 'source') return String(object.source?.component ?? '');
  let value: unknown = object;
  for (const step of field.split('.')) value = (value as Record<string, unknown> | undefined)?.[step];
  return value === undefined || value === null ? '' : String(value);
}
