import 'server-only';
import { AppError } from '@/lib/domain/errors';

/** What INFO says, as far as it is judged. Bytes. */
export interface KvrocksInfo {
  readonly version: string;
  readonly role: string;
  readonly connectedReplicas: number;
  readonly usedDbBytes: number;
  readonly maxDbBytes: number;
  readonly diskCapacityBytes: number;
  readonly diskUsedBytes: number;
  readonly isCompacting: boolean;
  readonly backgroundErrors: number;
  readonly loading: boolean;
}

/** Reads INFO. Lines end in CRLF, `#` begins a comment, and one field has a blank after the colon. Throws `kvrocks-unreachable` when a figure is missing. */
export function parseInfo(text: string): KvrocksInfo {
  const fields = infoFields(text);
  const count = (name: string, fallback?: number) => numberOf(fields, name) ?? fallback ?? missing(name);
  return {
    version: fields.get('kvrocks_version') ?? fields.get('version') ?? '',
    role: fields.get('role') ?? missing('role'),
    connectedReplicas: count('connected_slaves'),
    usedDbBytes: count('used_db_size'),
    maxDbBytes: count('max_db_size', 0),
    diskCapacityBytes: count('disk_capacity'),
    diskUsedBytes: count('used_disk_size'),
    isCompacting: isYes(fields.get('is_compacting')),
    // Before 2.1 there was no such field: no error was ever counted.
    backgroundErrors: count('num_background_errors', 0),
    loading: isYes(fields.get('loading')),
  };
}

/** Name and value of each line. */
export function infoFields(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (line.startsWith('#') || colon < 1) continue;
    fields.set(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  }
  return fields;
}

function numberOf(fields: ReadonlyMap<string, string>, name: string): number | undefined {
  const text = fields.get(name);
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

function isYes(value: string | undefined): boolean {
  return value === 'yes' || value === '1';
}

function missing(name: string): never {
  throw new AppError('kvrocks-unreachable', { detail: `INFO has no ${name}` });
}
