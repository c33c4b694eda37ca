import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CloudStorageFact } from '@/lib/domain/facts/cvat';
import { narrowProxyRange } from '@/lib/remediations/catalogue/narrow-proxy-range';
import { deployment } from '@/lib/remediations/testing/deployment';
import { carriedOut, type EngineKit, engineKit, findingOf, operator, planned } from '@/lib/remediations/testing/engine-kit';

const ID = 'narrow-proxy-range';
const NAME = 'cvat-backend-server';
const found = (rule: string, flag: string, value: string) =>
  findingOf(
    'proxy-range-too-wide',
    { kind: 'HelmRelease', namespace: 'cvat', name: 'cvat' },
    { namespace: 'cvat', setting: 'SMOKESCREEN_OPTS', rule, flag, value, deployments: NAME, container: 'cvat-backend' },
    rule,
  );
const finding = found('--allow-range=10.43.0.0/16', 'allow-range', '10.43.0.0/16');
const storage = (endpoint: string): CloudStorageFact => ({ id: 1, displayName: 'minio', provider: 'AWS_S3_BUCKET', resource: 'cvat', endpoint });
const options = () => kit.cluster.get('Deployment', NAME).spec.template.spec.containers[0].env[0].value;
let kit: EngineKit;
beforeEach(async () => {
  kit = await engineKit([narrowProxyRange], finding);
  kit.cluster.put(deployment(NAME, { env: [{ name: 'SMOKESCREEN_OPTS', value: '--allow-range 10.43.0.0/16 --timeout=10s' }] }));
  kit.cluster.part('pods', () => []);
  kit.cluster.part('cloudStorages', () => [storage('http://minio.minio.svc.cluster.local:80'), storage('https://s3.amazonaws.com')]);
  kit.cluster.part('services', () => [
    { namespace: 'minio', name: 'minio', uid: 'u', type: 'ClusterIP', clusterIps: ['10.43.39.217'], externalIps: [], selector: {}, ports: [], labels: {} },
  ]);
  kit.recheck = () => (options().includes('10.43.0.0/16') ? { kind: 'found', findings: [finding] } : { kind: 'ok' });
});
afterEach(() => kit.close());

const reasonOf = async () => {
  const answer = await kit.engine.plan({ kind: 'plan', findingId: 'f1', remediationId: ID, input: {}, actor: operator });
  return answer.kind === 'not-possible' ? answer.reason.key.replace('remediations.narrow-proxy-range.', '') : 'planned';
};

describe('narrow-proxy-range', () => {
  it('replaces the range by the address and port of the storage it served, and touches nothing', async () => {
    const { plan } = await planned(kit, ID);
    expect(plan.lasting?.snippet).toContain('--timeout=10s --allow-address=10.43.39.217:80');
    expect(plan.summary.params).toMatchObject({ storages: 1 });
    expect(kit.cluster.calls).toEqual([]);
  });

  it('takes the flag out that opens all private ranges', async () => {
    kit.findings.set('f1', found('--unsafe-allow-private-ranges', 'unsafe-allow-private-ranges', ''));
    kit.cluster.put(deployment(NAME, { env: [{ name: 'SMOKESCREEN_OPTS', value: '--unsafe-allow-private-ranges' }] }));
    const { plan } = await planned(kit, ID);
    expect(plan.lasting?.snippet).toBe('smokescreen:\n  opts: "--allow-address=10.43.39.217:80"\n');
  });

  it('refuses when a storage might lose its only way out', async () => {
    kit.cluster.part('cloudStorages', () => [storage('http://minio.elsewhere.svc:80')]);
    expect(await reasonOf()).toBe('unresolved');
    kit.cluster.part('cloudStorages', undefined);
    await expect(reasonOf()).rejects.toMatchObject({ code: 'not-configured' });
  });

  it('writes, is verified and can be taken back', async () => {
    const run = await carriedOut(kit, ID);
    expect(run.status).toBe('verified');
    expect(options()).toBe('--timeout=10s --allow-address=10.43.39.217:80');
    const answer = await kit.engine.plan({ kind: 'plan-undo', runId: run.id, actor: operator });
    expect(answer.kind).toBe('planned');
  });

  it('ends denied without the right', async () => {
    kit.cluster.fail.write = 'cluster-denied';
    expect((await carriedOut(kit, ID)).status).toBe('denied');
  });
});
