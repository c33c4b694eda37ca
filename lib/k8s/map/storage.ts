import 'server-only';
import type { ClaimFact, StorageClassFact, VolumeFact } from '@/lib/domain/facts/storage';
import { type ApiObject, present, record, text, textMap, texts } from '@/lib/k8s/map/api-object';
import { conditionFacts, identityOf } from '@/lib/k8s/map/shared-facts';

/** A PersistentVolumeClaim as facts. */
export function claimFact(object: ApiObject): ClaimFact {
  const spec = record(object.spec);
  const status = record(object.status);
  return present({
    ...identityOf(object.metadata),
    phase: text(object.metadata.deletionTimestamp) ? 'Terminating' : (text(status.phase) ?? 'Unknown'),
    storageClass: text(spec.storageClassName),
    volumeName: text(spec.volumeName),
    accessModes: texts(spec.accessModes),
    volumeMode: text(spec.volumeMode) ?? 'Filesystem',
    requested: text(record(record(spec.resources).requests).storage) ?? '',
    capacity: text(record(status.capacity).storage),
    resizeStatus: text(record(status.allocatedResourceStatuses).storage),
    conditions: conditionFacts(status.conditions),
  });
}

/** A PersistentVolume as facts. */
export function volumeFact(object: ApiObject): VolumeFact {
  const spec = record(object.spec);
  const csi = record(spec.csi);
  const claim = record(spec.claimRef);
  const namespace = text(claim.namespace);
  const name = text(claim.name);
  return present({
    name: object.metadata.name,
    phase: text(record(object.status).phase) ?? 'Unknown',
    driver: text(csi.driver) ?? (spec.local ? 'local' : spec.hostPath ? 'hostPath' : spec.nfs ? 'nfs' : undefined),
    location: locationOf(spec),
    handle: text(csi.volumeHandle) ?? text(record(spec.local).path) ?? text(record(spec.hostPath).path),
    claim: namespace && name ? { namespace, name } : undefined,
  });
}

/** The folder a volume's own one lies in: what lies there shares one file system, as provisioners make a folder of each claim. */
function locationOf(spec: Readonly<Record<string, unknown>>): string | undefined {
  const attributes = record(record(spec.csi).volumeAttributes);
  const nfs = record(spec.nfs);
  const exported = text(attributes.share) ?? parentOf(text(nfs.path));
  const server = text(attributes.server) ?? text(nfs.server);
  if (server !== undefined && exported !== undefined) return `${server}:${exported}`;
  return parentOf(text(record(spec.local).path) ?? text(record(spec.hostPath).path));
}

function parentOf(path: string | undefined): string | undefined {
  return path?.startsWith('/') ? path.replace(/\/[^/]*\/*$/, '') || '/' : undefined;
}

/** A StorageClass as facts. */
export function storageClassFact(object: ApiObject): StorageClassFact {
  const annotations = textMap(object.metadata.annotations);
  return {
    name: object.metadata.name,
    provisioner: text(object.provisioner) ?? '',
    expandable: object.allowVolumeExpansion === true,
    isDefault:
      annotations['storageclass.kubernetes.io/is-default-class'] === 'true' || annotations['storageclass.beta.kubernetes.io/is-default-class'] === 'true',
  };
}
