import 'server-only';
import type { ConditionFact, ProbeFact } from '@/lib/domain/facts/template';
import { number, present, record, records, text, textMap } from '@/lib/k8s/map/api-object';

const MAX_MESSAGE = 2000;

/** Text somebody in the cluster wrote: control characters gone, length bounded. */
export function messageText(value: unknown): string | undefined {
  const raw = text(value);
  if (raw === undefined) return undefined;
  return text(stripControls(raw).slice(0, MAX_MESSAGE));
}

/** Without terminal escapes and control characters; newline and tab stay. */
export function stripControls(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is what this is for.
  return value.replace(/\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b\[[0-?]*[ -/]*[@-~]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
}

export function conditionFacts(value: unknown): readonly ConditionFact[] {
  return records(value).flatMap((entry) => {
    const type = text(entry.type);
    if (type === undefined) return [];
    return [
      present({
        type,
        status: text(entry.status) ?? 'Unknown',
        reason: text(entry.reason),
        message: messageText(entry.message),
        lastTransitionAt: text(entry.lastTransitionTime),
      }),
    ];
  });
}

export function probeFact(value: unknown): ProbeFact | undefined {
  const probe = record(value);
  const kind = probe.httpGet ? 'http' : probe.tcpSocket ? 'tcp' : probe.exec ? 'exec' : probe.grpc ? 'grpc' : undefined;
  if (kind === undefined) return undefined;
  const action = record(probe.httpGet ?? probe.tcpSocket ?? probe.grpc);
  return present({
    kind,
    port: portOf(action.port),
    path: text(action.path),
    periodSeconds: number(probe.periodSeconds) ?? 10,
    timeoutSeconds: number(probe.timeoutSeconds) ?? 1,
    failureThreshold: number(probe.failureThreshold) ?? 3,
    initialDelaySeconds: number(probe.initialDelaySeconds) ?? 0,
  });
}

/** A port's number or its name. */
export function portOf(value: unknown): number | string | undefined {
  return typeof value === 'number' ? value : text(value);
}

export function containerPorts(value: unknown): readonly number[] {
  return records(value)
    .map((port) => number(port.containerPort))
    .filter((port) => port !== undefined);
}

/** Quantities as written; numbers become their text. */
export function quantityMap(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(record(value)).flatMap(([key, amount]): [string, string][] =>
    typeof amount === 'string' || typeof amount === 'number' ? [[key, String(amount)]] : [],
  );
  return Object.fromEntries(entries);
}

/** Annotations without the large ones nobody reads here. */
export function keptAnnotations(value: unknown): Readonly<Record<string, string>> {
  const { 'kubectl.kubernetes.io/last-applied-configuration': _dropped, ...rest } = textMap(value);
  return Object.fromEntries(Object.entries(rest).map(([key, entry]) => [key, entry.slice(0, 4096)]));
}

/** The owner that controls it. */
export function controllerOf(ownerReferences: unknown): { readonly kind: string; readonly name: string } | undefined {
  const owner = records(ownerReferences).find((reference) => reference.controller === true);
  const kind = text(owner?.kind);
  const name = text(owner?.name);
  return kind && name ? { kind, name } : undefined;
}

/** uid, resourceVersion, creation: on every object that was stored. Throws for one without a uid: it is none. */
export function identityOf(metadata: Readonly<Record<string, unknown>>) {
  const uid = text(metadata.uid);
  if (uid === undefined) throw new TypeError('object without a uid');
  return {
    namespace: text(metadata.namespace) ?? '',
    name: text(metadata.name) ?? '',
    uid,
    resourceVersion: text(metadata.resourceVersion) ?? '',
    createdAt: text(metadata.creationTimestamp) ?? '',
    labels: textMap(metadata.labels),
  };
}
