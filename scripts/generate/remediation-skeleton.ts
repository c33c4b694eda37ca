import { exportNameOf } from './registries';

/** Why an id cannot be used; undefined for a good one. */
export function refuseRemediation(id: string): string | undefined {
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id) ? undefined : `"${id}" is no id: verb and object in kebab-case, at least two words`;
}

/** Every file a remediation consists of, as a start: it plans and runs at once; what is still to be said is marked. */
export function remediationSkeleton(id: string, checkId: string): readonly (readonly [string, string])[] {
  const name = exportNameOf(id);
  return [
    [`lib/remediations/catalogue/${id}.ts`, source(id, checkId, name)],
    [`lib/remediations/catalogue/${id}.test.ts`, test(id, checkId, name)],
    [`messages/en/remediations/${id}.json`, `${JSON.stringify(messages, null, 2)}\n`],
    [`docs/remediations/${id}.md`, page(id, checkId)],
  ];
}

const source = (id: string, checkId: string, name: string) => `import { z } from 'zod';
import type { NotPossible, Plan } from '@/lib/domain/plan';
import { say } from '@/lib/domain/text';
import { kubectl } from '@/lib/remediations/by-hand';
import { plannedStep } from '@/lib/remediations/planned-step';
import { defineRemediation } from '@/lib/remediations/remediation';
import { rights } from '@/lib/remediations/rights';
import { targetOf } from '@/lib/remediations/target-of';

const ID = '${id}';
const text = (key: string, params?: Record<string, string | number>) => say(\`remediations.\${ID}.\${key}\`, params);
const rbac = [rights.patchDeployments, rights.readPods];

/** TODO: what it changes, why that cures the finding, and what it does not do. */
export const ${name} = defineRemediation({
  id: ID,
  resolves: ['${checkId}'],
  risk: 'disruptive',
  permission: 'operate',
  rbac,
  acts: ['release'],
  input: z.object({}),

  async plan(finding, _input, read): Promise<Plan | NotPossible> {
    const { namespace = '', name } = finding.subject;
    const deployment = await read.object({ kind: 'Deployment', apiVersion: 'apps/v1', namespace, name });
    if (!deployment) return { notPossible: text('gone', { deployment: name }) };
    const body = { spec: { template: { metadata: { annotations: { 'example.test/todo': 'TODO' } } } } };
    return {
      remediationId: ID,
      fingerprint: finding.fingerprint,
      checkId: finding.checkId,
      target: { kind: 'Deployment', apiVersion: 'apps/v1', namespace, name },
      title: text('title', { deployment: name }),
      summary: text('summary', { deployment: name }),
      risk: 'disruptive',
      steps: [
        plannedStep('patch', { kind: 'patch-object', target: targetOf(deployment), patchType: 'strategic', body }),
        plannedStep('wait', { kind: 'wait-rollout', workload: { kind: 'Deployment', namespace, name }, timeoutSeconds: 600 }),
      ],
      cost: {
        restarts: text('cost.restarts', { deployment: name }),
        outage: text('cost.outage'),
        undo: { possible: false, text: text('cost.undo') },
        lasts: text('cost.lasts'),
      },
      byHand: [kubectl(namespace, 'patch', 'deployment', name, '-p', JSON.stringify(body))],
      rbac,
      warnings: [],
      verifyWithinSeconds: 120,
    };
  },
});
`;

const test = (id: string, checkId: string, name: string) => `import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ${name} } from '@/lib/remediations/catalogue/${id}';
import { deployment } from '@/lib/remediations/testing/deployment';
import { carriedOut, type EngineKit, engineKit, findingOf, operator, planned } from '@/lib/remediations/testing/engine-kit';

const ID = '${id}';
const finding = findingOf('${checkId}', { kind: 'Deployment', apiVersion: 'apps/v1', namespace: 'cvat', name: 'cvat-opa' });
let kit: EngineKit;
beforeEach(async () => {
  kit = await engineKit([${name}], finding);
  kit.cluster.put(deployment('cvat-opa'));
  kit.cluster.part('pods', () => []);
});
afterEach(() => kit.close());

describe('${id}', () => {
  it('plans what is right and touches nothing', async () => {
    const { plan } = await planned(kit, ID);
    expect(plan.steps.map((step) => step.operation.kind)).toEqual(['patch-object', 'wait-rollout']);
    expect(kit.cluster.calls).toEqual([]);
  });

  it('refuses when it is impossible', async () => {
    kit.cluster.remove('Deployment', 'cvat-opa');
    expect(await kit.engine.plan({ kind: 'plan', findingId: 'f1', remediationId: ID, input: {}, actor: operator })).toMatchObject({ kind: 'not-possible' });
  });

  it.todo('turns the finding off and is verified');

  it('ends refused, with nothing changed, when somebody was faster', async () => {
    kit.cluster.fail.write = 'cluster-conflict';
    expect((await carriedOut(kit, ID)).status).toBe('refused');
  });
});
`;

const messages = {
  name: 'TODO: verb and object',
  effect: 'TODO: what is different afterwards.',
  title: 'TODO: what is done, to what ({deployment})',
  summary: 'TODO: what changes in <m>{deployment}</m>.',
  gone: 'Deployment <m>{deployment}</m> is not there any more.',
  cost: {
    restarts: 'The pods of <m>{deployment}</m>.',
    outage: 'TODO: who notices, for how long.',
    undo: 'TODO: how it is taken back, or what is lost.',
    lasts: 'TODO: until when.',
  },
};

const page = (id: string, checkId: string) => `# TODO

\`${id}\`

| | |
| --- | --- |
| for | ${checkId} |
| risk | TODO |
| undo | TODO |

## What it does

## Steps

## Verification

## Taking it back

## Keeping it

## By hand

\`\`\`sh
\`\`\`
`;
