import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../world/merge-keys';
import type { LabObject } from '../world/object-store';
import { claimErrors } from './claim-rules';
import type { FieldError } from './status-error';

type Rule = (before: LabObject, after: LabObject) => FieldError[];

const STATEFUL_SET_MUTABLE = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];

const POD_MUTABLE = ['activeDeadlineSeconds', 'tolerations', 'terminationGracePeriodSeconds'];

const POD_WORDS =
  'Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,' +
  '`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

const RULES: Readonly<Record<string, Rule>> = {
  'apps/v1/Deployment': selectorIsImmutable,
  'apps/v1/ReplicaSet': selectorIsImmutable,
  'apps/v1/DaemonSet': selectorIsImmutable,
  'apps/v1/StatefulSet': statefulSetSpec,
  'batch/v1/Job': (before, after) => (isDeepStrictEqual(before.spec?.template, after.spec?.template) ? [] : [immutable('spec.template', after.spec?.template)]),
  'v1/Pod': podSpec,
  'v1/PersistentVolumeClaim': claimErrors,
  'storage.k8s.io/v1/StorageClass': (before, after) =>
    isDeepStrictEqual(before.parameters, after.parameters)
      ? []
      : [{ field: 'parameters', reason: 'FieldValueForbidden', message: 'Forbidden: updates to parameters are forbidden.' }],
};

/** What the API server itself refuses about a change, by kind. */
export function updateErrors(before: LabObject, after: LabObject): FieldError[] {
  const errors = RULES[`${after.apiVersion}/${after.kind}`]?.(before, after) ?? [];
  return [...templateErrors(after), ...errors];
}

/** What it refuses about a new object. */
export function createErrors(object: LabObject): FieldError[] {
  return templateErrors(object);
}

function immutable(field: string, value: unknown): FieldError {
  return { field, reason: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(value)}: field is immutable` };
}

function selectorIsImmutable(before: LabObject, after: LabObject): FieldError[] {
  return isDeepStrictEqual(before.spec?.selector, after.spec?.selector) ? [] : [immutable('spec.selector', after.spec?.selector)];
}

function statefulSetSpec(before: LabObject, after: LabObject): FieldError[] {
  if (isDeepStrictEqual(without(before.spec, STATEFUL_SET_MUTABLE), without(after.spec, STATEFUL_SET_MUTABLE))) return [];
  const [last, ...first] = [...STATEFUL_SET_MUTABLE].reverse().map((field) => `'${field}'`);
  const message = `Forbidden: updates to statefulset spec for fields other than ${first.reverse().join(', ')} and ${last} are forbidden`;
  return [{ field: 'spec', reason: 'FieldValueForbidden', message }];
}

function podSpec(before: LabObject, after: LabObject): FieldError[] {
  return isDeepStrictEqual(fixedPodSpec(before), fixedPodSpec(after)) ? [] : [{ field: 'spec', reason: 'FieldValueForbidden', message: POD_WORDS }];
}

function fixedPodSpec({ spec }: LabObject): unknown {
  const imageless = (list: unknown) => (Array.isArray(list) ? list.map((container) => without(container, ['image'])) : list);
  return { ...without(spec, POD_MUTABLE), containers: imageless(spec?.containers), initContainers: imageless(spec?.initContainers) };
}

/** Workloads need containers with images and labels their selector matches, and whole replica counts. */
function templateErrors({ apiVersion, kind, spec }: LabObject): FieldError[] {
  if (apiVersion !== 'apps/v1' || !isRecord(spec) || kind === 'ControllerRevision') return [];
  const errors: FieldError[] = [];
  const replicas = spec.replicas ?? 1;
  if (!Number.isInteger(replicas) || (replicas as number) < 0) {
    errors.push({
      field: 'spec.replicas',
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(replicas)}: must be greater than or equal to 0`,
    });
  }
  const template = isRecord(spec.template) ? spec.template : {};
  const labels = (isRecord(template.metadata) && isRecord(template.metadata.labels) ? template.metadata.labels : {}) as Record<string, unknown>;
  const wanted = isRecord(spec.selector) && isRecord(spec.selector.matchLabels) ? spec.selector.matchLabels : {};
  if (Object.entries(wanted).some(([key, value]) => labels[key] !== value)) {
    errors.push({
      field: 'spec.template.metadata.labels',
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(labels)}: \`selector\` does not match template \`labels\``,
    });
  }
  const containers = isRecord(template.spec) && Array.isArray(template.spec.containers) ? template.spec.containers : [];
  if (containers.length === 0) errors.push({ field: 'spec.template.spec.containers', reason: 'FieldValueRequired', message: 'Required value' });
  containers.forEach((container, index) => {
    for (const field of ['name', 'image']) {
      if (!isRecord(container) || !container[field]) {
        errors.push({ field: `spec.template.spec.containers[${index}].${field}`, reason: 'FieldValueRequired', message: 'Required value' });
      }
    }
  });
  return errors;
}

function without(value: unknown, fields: readonly string[]): Record<string, unknown> {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => !fields.includes(key))) : {};
}
