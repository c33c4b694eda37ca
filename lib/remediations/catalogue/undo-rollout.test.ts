import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReplicaSetFact } from '@/lib/domain/facts/workload';
import { undoRollout } from '@/lib/remediations/catalogue/undo-rollout';
import { deployment } from '@/lib/remediations/testing/deployment';
import { carriedOut, type EngineKit, engineKit, findingOf, operator, planned } from '@/lib/remediations/testing/engine-kit';

const ID = 'undo-rollout';
const NAME = 'cvat-backend-server';
const finding = findingOf('rollout-stuck', { kind: 'Deployment', apiVersion: 'apps/v1', namespace: 'cvat', name: NAME });
const PLAIN = [{ name: 'A', value: '1' }];
let kit: EngineKit;
beforeEach(async () => {
  kit = await engineKit([undoRollout], finding);
  kit.cluster.part('pods', () => []);
  kit.cluster.put(deployment(NAME, { image: 'registry.test/server:wrong', env: PLAIN }));
  revisions([
    { n: 3, image: 'registry.test/server:wrong', ready: 0 },
    { n: 2, image: 'registry.test/server:broken', ready: 0 },
    { n: 1, image: 'registry.test/server:v2.39.0', ready: 1 },
  ]);
});
afterEach(() => kit.close());

function revisions(all: { n: number; image: string; ready: number; env?: { name: string; value: string }[] }[]) {
  for (const { n, image, env = PLAIN } of all) {
    const { spec } = deployment(NAME, { image, env });
    kit.cluster.put({ apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: `${NAME}-${n}` }, spec: withHash(spec, String(n)) });
  }
  const base = { namespace: 'cvat', uid: 'u', createdAt: '', owner: NAME, desired: 1, template: {} as never };
  kit.cluster.part('replicaSets', () => all.map(({ n, ready }): ReplicaSetFact => ({ ...base, name: `${NAME}-${n}`, revision: n, ready })));
}

function withHash(spec: ReturnType<typeof deployment>['spec'], hash: string) {
  return { ...spec, template: { ...spec.template, metadata: { labels: { 'pod-template-hash': hash } } } };
}

const imageOf = () => kit.cluster.get('Deployment', NAME).spec.template.spec.containers[0].image;
const reasonOf = async () => {
  const answer = await kit.engine.plan({ kind: 'plan', findingId: 'f1', remediationId: ID, input: {}, actor: operator });
  return answer.kind === 'not-possible' ? answer.reason.key : 'planned';
};

describe('undo-rollout', () => {
  it('goes back to the newest revision that serves, and sends only what differs', async () => {
    const { plan } = await planned(kit, ID);
    expect(plan.summary.params).toMatchObject({ from: 3, to: 1 });
    expect(plan.steps[0]?.operation).toMatchObject({
      patchType: 'json',
      body: [{ op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'registry.test/server:v2.39.0' }],
    });
    expect(plan.byHand[0]).toBe(`kubectl -n cvat rollout undo deployment/${NAME} --to-revision=1`);
    expect(kit.cluster.calls).toEqual([]);
  });

  it('says when nothing proves that the older revision works', async () => {
    revisions([
      { n: 2, image: 'registry.test/server:wrong', ready: 0 },
      { n: 1, image: 'registry.test/server:old', ready: 0 },
    ]);
    expect((await planned(kit, ID)).plan.warnings.map((w) => w.key.split('.').at(-1))).toEqual(['warnConfig', 'warnUntried']);
  });

  it.each([
    ['noPrevious', () => revisions([{ n: 3, image: 'registry.test/server:wrong', ready: 0 }])],
    ['noRevisions', () => revisions([])],
    [
      'same',
      () =>
        revisions([
          { n: 2, image: 'registry.test/server:wrong', ready: 0 },
          { n: 1, image: 'registry.test/server:wrong', ready: 1 },
        ]),
    ],
    [
      'secret',
      () =>
        revisions([
          { n: 2, image: 'registry.test/server:wrong', ready: 0 },
          { n: 1, image: 'registry.test/server:old', ready: 1, env: [...PLAIN, { name: 'DB_PASSWORD', value: 'hush' }] },
        ]),
    ],
    ['gone', () => kit.cluster.remove('Deployment', NAME)],
  ])('refuses: %s', async (reason, spoil) => {
    spoil();
    expect(await reasonOf()).toBe(`remediations.undo-rollout.${reason}`);
  });

  it('puts the template back, is verified, and can be taken back itself', async () => {
    kit.recheck = () => ({ kind: 'ok' });
    const run = await carriedOut(kit, ID);
    expect(run.status).toBe('verified');
    expect(imageOf()).toBe('registry.test/server:v2.39.0');

    revisions([
      { n: 4, image: 'registry.test/server:v2.39.0', ready: 1 },
      { n: 3, image: 'registry.test/server:wrong', ready: 0 },
    ]);
    const answer = await kit.engine.plan({ kind: 'plan-undo', runId: run.id, actor: operator });
    if (answer.kind !== 'planned') throw new Error(answer.reason.key);
    await kit.engine.submit({ kind: 'submit', planId: answer.record.id, digest: answer.record.digest, actor: operator });
    await kit.engine.settled();
    expect(imageOf()).toBe('registry.test/server:wrong');
    expect((await kit.deps.runs.get(run.id))?.status).toBe('undone');
  });

  it('ends red when the older revision does not come up either', async () => {
    kit.cluster.rollsOut = false;
    expect((await carriedOut(kit, ID)).status).toBe('failed');
  });
});
