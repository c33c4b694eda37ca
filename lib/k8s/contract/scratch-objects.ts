/** Bodies of the objects the suite makes. The image runs for real where kubelets are real. */

const IMAGE = 'busybox:stable';
/** Says something every second, and listens on 8080. */
const SCRIPT = 'httpd -p 8080 & i=0; while :; do i=$((i+1)); echo "INFO line $i of a container"; sleep 1; done';

export const container = { name: 'main', image: IMAGE, command: ['sh', '-c', SCRIPT], env: [{ name: 'A', value: '1' }], ports: [{ containerPort: 8080 }] };

const template = (app: string) => ({ metadata: { labels: { app } }, spec: { terminationGracePeriodSeconds: 1, containers: [container] } });

export interface Workload {
  readonly metadata: { readonly name: string };
  readonly spec: object;
}

export function deployment(name: string, replicas = 0): Workload {
  return { metadata: { name }, spec: { replicas, selector: { matchLabels: { app: name } }, template: template(name) } };
}

export function statefulSet(name: string, replicas = 0): Workload {
  return { metadata: { name }, spec: { serviceName: name, replicas, selector: { matchLabels: { app: name } }, template: template(name) } };
}

export function claim(name: string, storageClassName: string, storage: string): object {
  return { metadata: { name }, spec: { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage } } } };
}

/** A pod that mounts a claim: a class may wait for one before it binds. */
export function podWithClaim(name: string, claimName: string): object {
  const mounted = { ...container, volumeMounts: [{ name: 'data', mountPath: '/data' }] };
  return {
    metadata: { name },
    spec: { terminationGracePeriodSeconds: 1, containers: [mounted], volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }] },
  };
}

export function configMap(name: string, data: Readonly<Record<string, string>> = {}): object {
  return { metadata: { name }, data };
}
