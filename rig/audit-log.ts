import { open } from 'node:fs/promises';

/** One request as the API server's audit log tells it, with what tests ask for taken out of the record. */
export interface AuditedRequest {
  readonly at: string;
  /** `system:serviceaccount:loupe:loupe-reader` and the like. */
  readonly user: string;
  readonly userAgent: string;
  readonly verb: string;
  /** Path and query. */
  readonly uri: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  readonly code: number;
  readonly dryRun: boolean;
}

const READING = new Set(['get', 'list', 'watch']);
/** Questions that are asked with `create` and store nothing. */
const REVIEWS = /^(self)?subject.*reviews?$|^tokenreviews$/;
/** Connections into a pod. */
const CONNECTIONS = new Set(['exec', 'portforward', 'attach']);

/** Whether the request changed an object of the cluster: it was a write, not a dry run, not a review, no exec, and was not refused. */
export function changedTheCluster(request: AuditedRequest): boolean {
  const asked = READING.has(request.verb) || REVIEWS.test(request.resource) || CONNECTIONS.has(request.subresource);
  return !asked && !request.dryRun && request.code < 300;
}

/** Reads the audit log of a rig. A position is a number of bytes: take one before, and ask for what came after it. */
export interface AuditLog {
  position(): Promise<number>;
  /** Requests written to the log since the position, oldest first. A watch is written when it ends. */
  since(position: number): Promise<readonly AuditedRequest[]>;
}

export function openAuditLog(file: string): AuditLog {
  return {
    async position() {
      const log = await open(file);
      try {
        return (await log.stat()).size;
      } finally {
        await log.close();
      }
    },
    async since(position) {
      const log = await open(file);
      try {
        const { size } = await log.stat();
        const bytes = Buffer.alloc(Math.max(0, size - position));
        await log.read(bytes, 0, bytes.length, position);
        const text = bytes.toString('utf8');
        // The last line may be half written.
        return text
          .slice(0, text.lastIndexOf('\n') + 1)
          .split('\n')
          .filter(Boolean)
          .map(parse);
      } finally {
        await log.close();
      }
    },
  };
}

interface Record_ {
  readonly requestReceivedTimestamp: string;
  readonly user?: { readonly username?: string };
  readonly userAgent?: string;
  readonly verb: string;
  readonly requestURI: string;
  readonly objectRef?: {
    readonly apiGroup?: string;
    readonly resource?: string;
    readonly subresource?: string;
    readonly namespace?: string;
    readonly name?: string;
  };
  readonly responseStatus?: { readonly code?: number };
  readonly requestObject?: { readonly dryRun?: readonly string[] };
}

function parse(line: string): AuditedRequest {
  const record = JSON.parse(line) as Record_;
  const ref = record.objectRef ?? {};
  return {
    at: record.requestReceivedTimestamp,
    user: record.user?.username ?? '',
    userAgent: record.userAgent ?? '',
    verb: record.verb,
    uri: record.requestURI,
    group: ref.apiGroup ?? '',
    resource: ref.resource ?? '',
    subresource: ref.subresource ?? '',
    namespace: ref.namespace ?? '',
    name: ref.name ?? '',
    code: record.responseStatus?.code ?? 0,
    dryRun: new URL(record.requestURI, 'http://rig').searchParams.has('dryRun') || (record.requestObject?.dryRun ?? []).length > 0,
  };
}
