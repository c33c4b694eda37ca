import { isDeepStrictEqual } from 'node:util';
import { readQuantity } from '@/lib/domain/quantity';
import type { LabObject, ObjectStore } from '../world/object-store';
import type { AdmissionRequest, AdmissionVerdict } from './admission';

import type { FieldError } from './status-error';

const NOT_RESIZABLE = 'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize';

/** What may change in a claim: its size, upwards, or back down to what it has got; nothing else once it is bound. */
export function claimErrors(before: LabObject, after: LabObject): FieldError[] {
  if (!isDeepStrictEqual(fixedSpec(before), fixedSpec(after))) {
    const message = 'Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';
    return [{ field: 'spec', reason: 'FieldValueForbidden', message }];
  }
  const field = 'spec.resources.requests.storage';
  const wanted = readQuantity(requestOf(after));
  if (wanted === undefined) {
    return [
      {
        field,
        reason: 'FieldValueInvalid',
        message: `Invalid value: ${JSON.stringify(requestOf(after))}: quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'`,
      },
    ];
  }
  if (wanted === readQuantity(requestOf(before))) return [];
  const capacity = readQuantity(before.status?.capacity?.storage);
  if (capacity !== undefined && wanted < capacity) {
    return [{ field, reason: 'FieldValueForbidden', message: 'Forbidden: field can not be less than status.capacity' }];
  }
  return [];
}

/** The resize admission: a claim grows only when it is bound and its class allows it. */
export function claimResizeAdmission(store: ObjectStore): (request: AdmissionRequest) => AdmissionVerdict | undefined {
  return ({ resource, subresource, object, before }) => {
    if (resource.plural !== 'persistentvolumeclaims' || subresource || !object || !before) return undefined;
    const wanted = readQuantity(requestOf(object)) ?? 0n;
    if (wanted <= (readQuantity(requestOf(before)) ?? 0n)) return undefined;
    const className = before.spec?.storageClassName;
    const storageClass = className ? store.get('storage.k8s.io/v1/StorageClass', undefined, className) : undefined;
    if (before.status?.phase !== 'Bound') return { refused: 'Only bound persistent volume claims can be expanded' };
    return storageClass?.allowVolumeExpansion === true ? undefined : { refused: NOT_RESIZABLE };
  };
}

function requestOf(claim: LabObject): string | undefined {
  return claim.spec?.resources?.requests?.storage;
}

function fixedSpec({ spec }: LabObject): unknown {
  const { resources: _resources, volumeAttributesClassName: _attributes, volumeName: _volume, ...rest } = spec ?? {};
  return rest;
}
