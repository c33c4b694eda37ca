import { gzipSync } from 'node:zlib';
import { CHART_VERSION, CVAT_TAG, NAMESPACE, NUCLIO_PORT, RELEASE, SMOKESCREEN_OPTS, WORKERS } from '../identity';
import type { LabObject } from '../object-store';
import { apiObject } from './api-object';

const one = { replicas: 1 };
const nuclioPort = [{ name: 'CVAT_NUCLIO_PORT', value: NUCLIO_PORT }];

/** Values the admin of this installation set. */
function values(smokescreen: string) {
  return {
    cvat: {
      backend: {
        image: 'cvat/server',
        tag: CVAT_TAG,
        imagePullPolicy: 'IfNotPresent',
        additionalEnv: nuclioPort,
        defaultStorage: { enabled: true, size: '50Gi', storageClassName: 'longhorn' },
        server: one,
        worker: Object.fromEntries(WORKERS.map((worker) => [worker, one])),
      },
      frontend: { replicas: 1, image: 'cvat/ui', tag: CVAT_TAG, imagePullPolicy: 'IfNotPresent' },
      kvrocks: {
        enabled: true,
        secret: { password: 'made-up-kvrocks-password' },
        defaultStorage: { enabled: true, size: '100Gi', storageClassName: 'longhorn' },
      },
    },
    postgresql: { enabled: true, primary: { persistence: { enabled: true, size: '10Gi', storageClass: 'longhorn' } } },
    redis: { enabled: true, architecture: 'standalone' },
    nuclio: { enabled: true, dashboard: { containerBuilderKind: 'kaniko' }, registry: { loginUrl: 'registry.test', pushPullUrl: 'registry.test/team' } },
    analytics: { enabled: true },
    grafana: { persistence: { enabled: true, size: '5Gi', storageClassName: 'longhorn' } },
    ingress: { enabled: true, hostname: '', className: 'traefik', tls: false },
    traefik: { enabled: false },
    smokescreen: { opts: smokescreen },
  };
}

const REVISIONS = [
  { deployed: '2026-01-19T10:12:31Z', status: 'superseded', description: 'Install complete', opts: '' },
  { deployed: '2026-01-22T15:40:02Z', status: 'superseded', description: 'Upgrade complete', opts: '' },
  { deployed: '2026-01-29T10:05:47Z', status: 'deployed', description: 'Upgrade complete', opts: SMOKESCREEN_OPTS },
];

/** Helm's storage: one Secret a revision, in which a release is JSON, gzipped, base64, and base64 again as all Secret data. */
export function helmRelease(manifests: readonly LabObject[]): LabObject[] {
  const manifest = manifests.map((object) => `---\n${JSON.stringify(object)}\n`).join('');
  return REVISIONS.map(({ deployed, status, description, opts }, index) => {
    const version = index + 1;
    const record = {
      name: RELEASE,
      namespace: NAMESPACE,
      version,
      info: { first_deployed: REVISIONS[0]?.deployed, last_deployed: deployed, deleted: '', description, status, notes: '' },
      chart: {
        metadata: {
          apiVersion: 'v2',
          name: 'cvat',
          version: CHART_VERSION,
          appVersion: 'latest',
          type: 'application',
          description: 'A Helm chart for Kubernetes',
        },
        values: { smokescreen: { opts: '' }, cvat: { backend: { tag: 'dev' }, frontend: { tag: 'dev' } } },
        templates: [],
      },
      config: values(opts),
      manifest: version === REVISIONS.length ? manifest : '',
    };
    const release = Buffer.from(gzipSync(JSON.stringify(record)).toString('base64')).toString('base64');
    const labels = { owner: 'helm', name: RELEASE, status, version: String(version), modifiedAt: String(Date.parse(deployed) / 1000) };
    return apiObject(
      'v1',
      'Secret',
      { name: `sh.helm.release.v1.${RELEASE}.v${version}`, namespace: NAMESPACE, labels },
      { type: 'helm.sh/release.v1', data: { release } },
    );
  });
}
