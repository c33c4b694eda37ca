import 'server-only';
import type { ClaimFact, SharedDisk, StorageClassFact, VolumeFact } from '@/lib/domain/facts/storage';

export interface DiskSearch {
  readonly volumes: readonly VolumeFact[];
  readonly storageClasses: readonly StorageClassFact[];
}

/**
 * The disk a claim's figures are of, where that is not the claim's own: local-path, hostPath and local volumes lie on a disk of the node that
 * mounts them, NFS ones on an export. Undefined for a volume with a file system of its own. Two folders of one node count as two disks unless
 * the kubelet says that both are the node's own: nobody else can tell.
 */
export function sharedDisk(claim: ClaimFact, node: string | undefined, { volumes, storageClasses }: DiskSearch): SharedDisk | undefined {
  const volume = volumes.find(({ name }) => name === claim.volumeName);
  const driver = volume?.driver ?? '';
  const location = volume?.location ?? '';
  if (driver === 'nfs' || driver.startsWith('nfs.')) {
    const server = location.includes(':') ? location.slice(0, location.lastIndexOf(':/')) : '';
    return { id: `export ${location || claim.volumeName}`, kind: 'export', place: server };
  }
  const provisioner = storageClasses.find(({ name }) => name === claim.storageClass)?.provisioner;
  if (provisioner !== 'rancher.io/local-path' && driver !== 'local' && driver !== 'hostPath') return undefined;
  return { id: `node ${node ?? ''} ${location}`, kind: 'node', place: node ?? '' };
}

/** The node's own disk, as the kubelet tells it by its size. */
export function nodeDisk(node: string): SharedDisk {
  return { id: `node ${node}`, kind: 'node', place: node };
}
