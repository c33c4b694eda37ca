import 'server-only';
import type { FunctionFact } from '@/lib/domain/facts/models';
import { type ApiObject, number, present, record, records, text, texts } from '@/lib/k8s/map/api-object';
import { identityOf, keptAnnotations, messageText } from '@/lib/k8s/map/shared-facts';

const MAX_LOGS = 20;
const MAX_ANNOTATION = 16_384;
/** What makes Nuclio build: source given, or a place to fetch it from. */
const BUILD_SOURCES = ['functionSourceCode', 'path', 'image'] as const;
const REMOTE_ENTRIES = new Set(['s3', 'git', 'github', 'archive']);

/** A NuclioFunction as facts. */
export function functionFact(object: ApiObject): FunctionFact {
  const { metadata } = object;
  const spec = record(object.spec);
  const status = record(object.status);
  const build = record(spec.build);
  const resources = record(spec.resources);
  return present({
    ...identityOf(metadata),
    // CVAT keeps a model's labels in the annotation `spec`: it may be long.
    annotations: { ...keptAnnotations(metadata.annotations), ...present({ spec: text(record(metadata.annotations).spec)?.slice(0, MAX_ANNOTATION) }) },
    state: text(status.state),
    message: messageText(status.message)?.trim() || undefined,
    lastLogs: records(status.logs).slice(-MAX_LOGS).flatMap(logOf),
    description: messageText(spec.description),
    image: text(status.containerImage) ?? text(spec.image),
    disabled: spec.disable === true,
    gpus: gpusOf(resources),
    minReplicas: number(spec.minReplicas),
    maxReplicas: number(spec.maxReplicas),
    runtimeClass: text(spec.runtimeClassName),
    internalUrls: texts(status.internalInvocationUrls),
    buildTimestamp: number(build.timestamp),
    hasBuild: BUILD_SOURCES.some((key) => text(build[key]) !== undefined) || REMOTE_ENTRIES.has(text(build.codeEntryType) ?? ''),
    buildTimeoutSeconds: number(build.buildTimeoutSeconds),
  });
}

function gpusOf(resources: Readonly<Record<string, unknown>>): number {
  return number(record(resources.limits)['nvidia.com/gpu']) ?? number(record(resources.requests)['nvidia.com/gpu']) ?? 0;
}

function logOf(entry: Readonly<Record<string, unknown>>): FunctionFact['lastLogs'] {
  const message = messageText(entry.err) ?? messageText(entry.message);
  if (message === undefined) return [];
  const at = number(entry.time);
  return [present({ level: text(entry.level) ?? 'info', message, at: at === undefined ? text(entry.time) : isoOf(at) })];
}

/** Nuclio writes milliseconds since the epoch. */
function isoOf(milliseconds: number): string | undefined {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
