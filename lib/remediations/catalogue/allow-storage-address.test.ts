import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allowStorageAddress } from '@/lib/remediations/catalogue/allow-storage-address';
import { deployment } from '@/lib/remediations/testing/deployment';
import { carriedOut, type EngineKit, engineKit, eventsOf, findingOf, operator, planned } from '@/lib/remediations/testing/engine-kit';

const ID = 'allow-storage-address';
const NAMES = ['cvat-backend-server', 'cvat-backend-worker-import'];
const finding = findingOf(
  'proxy-denial',
  { kind: 'EgressTarget', namespace: 'cvat', name: 'minio.minio.svc:80' },
  {
    namespace: 'cvat',
    host: 'minio.minio.svc',
    address: '10.43.39.217',
    port: '80',
    setting: 'SMOKESCREEN_OPTS',
    deployments: NAMES.join(','),
    container: 'cvat-backend',
  },
);
const options = (name: string): string | undefined =>
  kit.cluster.get('Deployment', name).spec.template.spec.containers[0].env.find((e: { name: string }) => e.name === 'SMOKESCREEN_OPTS')?.value;
let kit: EngineKit;
beforeEach(async () => {
  kit = await engineKit([allowStorageAddress], finding);
  kit.cluster.put(deployment('cvat-backend-server', { env: [{ name: 'SMOKESCREEN_OPTS', value: '--timeout 10s' }] }));
  kit.cluster.put(deployment('cvat-backend-worker-import'));
  kit.cluster.part('pods', () => []);
  kit.cluster.part('network', () => ({
    serviceCidrs: ['10.43.0.0/16'],
    podCidrs: ['10.42.0.0/16'],
    apiServerAddresses: ['10.43.0.1'],
    nodeAddresses: ['192.168.20.10'],
  }));
  kit.recheck = () => (NAMES.every((n) => options(n)?.includes('10.43.39.217:80')) ? { kind: 'ok' } : { kind: 'found', findings: [finding] });
});
afterEach(() => kit.close());

const reasonOf = async (input: unknown = {}) => {
  const answer = await kit.engine.plan({ kind: 'plan', findingId: 'f1', remediationId: ID, input, actor: operator });
  return answer.kind === 'not-possible' ? answer.reason.key.replace('remediations.allow-storage-address.', '') : 'planned';
};

describe('allow-storage-address', () => {
  it('adds the address and port beside what stands there, in every Deployment that runs the proxy, and touches nothing', async () => {
    const { plan } = await planned(kit, ID);
    expect(plan.steps.map((s) => s.id)).toEqual([...NAMES.map((n) => `patch-${n}`), ...NAMES.map((n) => `wait-${n}`)]);
    expect(plan.byHand[0]).toBe(
      "kubectl -n cvat set env deployment/cvat-backend-server -c cvat-backend 'SMOKESCREEN_OPTS=--timeout 10s --allow-address=10.43.39.217:80'",
    );
    expect(plan.lasting?.snippet).toBe('smokescreen:\n  opts: "--timeout 10s --allow-address=10.43.39.217:80"\n');
    expect(kit.cluster.calls).toEqual([]);
  });

  it.each([
    [{ range: '10.43.0.0/16', insist: true }, 'tooMuch.api-server'],
    [{ range: '192.168.20.0/24', insist: true }, 'tooMuch.node'],
    [{ range: '169.254.0.0/16', insist: true }, 'tooMuch.metadata'],
    [{ range: '127.0.0.0/16', insist: true }, 'tooMuch.loopback'],
    [{ range: '172.0.0.0/8', insist: true }, 'tooMuch.wide'],
    [{ range: '10.44.0.0/24', insist: true }, 'besides'],
    [{ address: '10.43.0.1:80' }, 'sensitive'],
    [{ address: '127.0.0.1:80' }, 'sensitive'],
    [{ address: '169.254.169.254:80' }, 'sensitive'],
    [{ address: '10.43.39.217:9000' }, 'otherPort'],
    [{ range: '10.43.39.0/24', insist: true }, 'planned'],
    [{ address: '10.60.0.5:80' }, 'planned'],
  ])('judges %o: %s', async (input, expected) => {
    expect(await reasonOf(input)).toBe(expected);
  });

  it.each([
    [{ address: 'minio:80' }, 'fields.address.accepts'],
    [{ address: '10.43.39.217' }, 'fields.address.accepts'],
    [{ address: '10.43.39.217:70000' }, 'fields.address.accepts'],
    [{ range: '10.43.0.0', insist: true }, 'fields.range.accepts'],
    [{ range: '10.43.0.0/33', insist: true }, 'fields.range.accepts'],
    [{ range: '10.43.39.0/24' }, 'fields.insist.needed'],
  ])('says what is accepted instead of %o', async (input, key) => {
    await expect(planned(kit, ID, input)).rejects.toMatchObject({ code: 'invalid-input', userMessage: { key: `remediations.allow-storage-address.${key}` } });
    expect(await eventsOf(kit)).toEqual(['run-refused:refused']);
  });

  it('refuses options the proxy cannot read, a value from elsewhere, an unknown address, and what is so already', async () => {
    const put = (env: { name: string; value?: string; valueFrom?: unknown }) => kit.cluster.put(deployment('cvat-backend-server', { env: [env] }));
    put({ name: 'SMOKESCREEN_OPTS', value: '--allow-range=10.43.0.0/99' });
    expect(await reasonOf()).toBe('broken');
    put({ name: 'SMOKESCREEN_OPTS', valueFrom: { configMapKeyRef: { name: 'x', key: 'y' } } });
    expect(await reasonOf()).toBe('remediations.shared.setting.reference');
    for (const name of NAMES) kit.cluster.put(deployment(name, { env: [{ name: 'SMOKESCREEN_OPTS', value: '--allow-address=10.43.39.217:80' }] }));
    expect(await reasonOf()).toBe('remediations.shared.setting.same');
    const { address: _, ...hints } = finding.hints ?? {};
    kit.findings.set('f1', { ...finding, hints });
    expect(await reasonOf()).toBe('noAddress');
  });

  it('writes, is verified, and is taken back to exactly what stood there', async () => {
    const run = await carriedOut(kit, ID);
    expect(run.status).toBe('verified');
    expect(NAMES.map(options)).toEqual(['--timeout 10s --allow-address=10.43.39.217:80', '--allow-address=10.43.39.217:80']);
    const answer = await kit.engine.plan({ kind: 'plan-undo', runId: run.id, actor: operator });
    if (answer.kind !== 'planned') throw new Error(answer.reason.key);
    await kit.engine.submit({ kind: 'submit', planId: answer.record.id, digest: answer.record.digest, actor: operator });
    await kit.engine.settled();
    expect(NAMES.map(options)).toEqual(['--timeout 10s', undefined]);
    expect((await kit.deps.runs.get(run.id))?.status).toBe('undone');
  });

  it('ends failed, not refused, when the second Deployment is denied after the first was changed', async () => {
    const patch = kit.cluster.writer.patch;
    const writer = {
      ...kit.cluster.writer,
      patch: async (...args: Parameters<typeof patch>) => {
        const answer = await patch(...args);
        kit.cluster.fail.write = 'cluster-denied';
        return answer;
      },
    };
    const engine = kit.restart({ writers: { ...kit.deps.writers, cluster: writer } });
    const record = await planned(kit, ID);
    const { id } = await engine.submit({ kind: 'submit', planId: record.id, digest: record.digest, actor: operator });
    await engine.settled();
    const run = await kit.deps.runs.get(id);
    expect(run?.status).toBe('failed');
    expect(run?.steps.map((s) => s.state)).toEqual(['done', 'failed', 'waiting', 'waiting']);
  });
});
