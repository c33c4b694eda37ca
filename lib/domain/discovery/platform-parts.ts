import type { NodeFact, RuntimeClassFact, ServiceFact } from '@/lib/domain/facts/cluster';
import type { LonghornFacts, StorageClassFact } from '@/lib/domain/facts/storage';
import type { Part } from '@/lib/domain/part';

/** What an installation on K3s stands on, beside the installation itself. */
export const platformNames = ['k3s', 'longhorn', 'local-path', 'ingress', 'load-balancer', 'nvidia-runtime', 'gpu-plugin'] as const;
export type PlatformName = (typeof platformNames)[number];

/** `unknown` where it could not be looked: absent is only said after looking. `detail` is text of the cluster: a version, a name, a count. */
export interface PlatformPart {
  readonly name: PlatformName;
  readonly state: 'there' | 'absent' | 'unknown';
  readonly detail?: string;
  /** The right that would tell, as `verb resource`. */
  readonly missingRight?: string;
}

export interface PlatformFacts {
  readonly nodes: Part<readonly NodeFact[]>;
  readonly services: Part<readonly ServiceFact[]>;
  readonly storageClasses: Part<readonly StorageClassFact[]>;
  readonly runtimeClasses: Part<readonly RuntimeClassFact[]>;
  readonly longhorn: Part<LonghornFacts>;
}

/** What is there of the platform, from the watched parts. */
export function platformParts({ nodes, services, storageClasses, runtimeClasses, longhorn }: PlatformFacts): readonly PlatformPart[] {
  return [
    look('k3s', nodes, (all) => all.map((node) => node.kubeletVersion).find((version) => /\+k3s\d/.test(version))),
    longhorn.status === 'unknown' && longhorn.reason === 'not-found'
      ? { name: 'longhorn', state: 'absent' }
      : look('longhorn', longhorn, ({ volumes, disks }) => `${volumes.length}/${disks.length}`),
    look('local-path', storageClasses, (all) => all.find((each) => each.provisioner === 'rancher.io/local-path')?.name),
    look('ingress', services, (all) => nameOf(all.find((each) => ['traefik', 'ingress-nginx'].includes(each.labels['app.kubernetes.io/name'] ?? '')))),
    look('load-balancer', services, (all) => {
      const given = all.filter((each) => each.type === 'LoadBalancer' && each.externalIps.length > 0);
      return given.length > 0 ? String(given.length) : undefined;
    }),
    look('nvidia-runtime', runtimeClasses, (all) => all.find((each) => each.handler.startsWith('nvidia'))?.name),
    look('gpu-plugin', nodes, (all) => {
      const gpus = all.reduce((sum, node) => sum + Number(node.allocatable['nvidia.com/gpu'] ?? 0), 0);
      return gpus > 0 ? String(gpus) : undefined;
    }),
  ];
}

function look<T>(name: PlatformName, part: Part<T>, find: (data: T) => string | undefined): PlatformPart {
  if (part.status === 'unknown') return { name, state: 'unknown', ...(part.missingRight ? { missingRight: part.missingRight } : {}) };
  const detail = find(part.data);
  return detail === undefined ? { name, state: 'absent' } : { name, state: 'there', detail };
}

function nameOf(service: ServiceFact | undefined): string | undefined {
  return service && `${service.name}.${service.namespace}`;
}
