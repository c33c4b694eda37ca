import 'server-only';
import type { EnvFact } from '@/lib/domain/facts/template';
import { present, record, records, text } from '@/lib/k8s/map/api-object';

/** Variables whose value is judged or shown and is no secret. Every other literal value is dropped at the door. */
const READABLE = [
  /^SMOKESCREEN_OPTS$/,
  /^CVAT_NUCLIO_[A-Z0-9_]+$/,
  /^CVAT_REDIS_(INMEM|ONDISK)_(HOST|PORT)$/,
  /^CVAT_POSTGRES_(HOST|PORT)$/,
  /^CVAT_SERVERLESS$/,
  /^CVAT_BASE_URL$/,
  /^CVAT_HEALTH_[A-Z0-9_]+$/,
  /^ALLOWED_HOSTS$/,
  /^NUMPROCS$/,
  /^CLICKHOUSE_(HOST|PORT)$/,
  /^IAM_OPA_HOST$/,
  /^DJANGO_LOG_SERVER_[A-Z0-9_]+$/,
  /^NUCLIO_[A-Z0-9_]+$/,
];
/** A name that says secret is one, whatever pattern it fits. */
const SECRET_NAME = /PASS(WORD|WD)?|SECRET|TOKEN|CREDENTIAL|KEY|AUTH/;
const CREDENTIALS_IN_URL = /\/\/[^/@\s]*@/g;

/** The environment of a container: allowed values as they are, all others `redacted`, references by name only. */
export function envFacts(env: unknown): readonly EnvFact[] {
  return records(env).flatMap((entry) => {
    const name = text(entry.name);
    return name === undefined ? [] : [envFact(name, entry)];
  });
}

function envFact(name: string, entry: Readonly<Record<string, unknown>>): EnvFact {
  const from = referenceOf(record(entry.valueFrom));
  if (from) return { name, from };
  const value = typeof entry.value === 'string' ? entry.value : '';
  if (isReadable(name)) return { name, value: value.replace(CREDENTIALS_IN_URL, '//***@') };
  return value === '' ? { name, value } : { name, redacted: true };
}

function isReadable(name: string): boolean {
  return !SECRET_NAME.test(name) && READABLE.some((pattern) => pattern.test(name));
}

function referenceOf(valueFrom: Readonly<Record<string, unknown>>): EnvFact['from'] {
  const secret = record(valueFrom.secretKeyRef);
  if (text(secret.key)) return present({ kind: 'secret' as const, name: text(secret.name), key: text(secret.key) ?? '' });
  const map = record(valueFrom.configMapKeyRef);
  if (text(map.key)) return present({ kind: 'configMap' as const, name: text(map.name), key: text(map.key) ?? '' });
  const field = text(record(valueFrom.fieldRef).fieldPath);
  if (field) return { kind: 'field', key: field };
  const resource = text(record(valueFrom.resourceFieldRef).resource);
  return resource ? { kind: 'resource', key: resource } : undefined;
}
