import type { LabObject } from '../world/object-store';
import { asJson, typedSpec } from './typed-spec';

type Json = Record<string, unknown>;

/** A line of the deployer's log, kept by the dashboard's process only. `time` in ms. Some lines carry more: an error's words, an image. */
export interface DeployLog extends Readonly<Record<string, unknown>> {
  readonly level: 'info' | 'warn';
  readonly message: string;
  readonly name: string;
  readonly time: number;
}

/** GET of one function: the custom resource in the dashboard's words. Empty parts of metadata and status are left out, as omitempty does. */
export function functionDocument(object: LabObject, logs: readonly DeployLog[] | undefined): Json {
  const { name, namespace, labels, annotations, resourceVersion } = object.metadata;
  const status = nonEmpty({ ...asJson(object.status), ...(logs && logs.length > 0 ? { logs } : {}) });
  return { metadata: nonEmpty({ name, namespace, labels, annotations, resourceVersion }), spec: typedSpec(asJson(object.spec)), status };
}

/** The same for `?export=true`: to be deployed elsewhere, so without state, namespace and version. */
export function exportedDocument(object: LabObject): Json {
  const { name, labels, annotations } = object.metadata;
  const state = asJson(object.status).state;
  const marks = { 'skip-build': 'true', 'skip-deploy': 'true', ...(state ? { 'nuclio.io/previous-state': String(state) } : {}) };
  return { metadata: nonEmpty({ name, labels, annotations: { ...annotations, ...marks } }), spec: typedSpec(asJson(object.spec)) };
}

function nonEmpty(fields: Json): Json {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === 0) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
