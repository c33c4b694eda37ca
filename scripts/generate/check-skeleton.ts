import { exportNameOf } from './registries';

export const checkAreas = ['cluster', 'storage', 'cvat', 'nuclio', 'gpu', 'network', 'helm'] as const;
export type CheckArea = (typeof checkAreas)[number];

/** Why an id or area cannot be used; undefined for a good pair. */
export function refuseCheck(id: string, area: string): string | undefined {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id)) return `"${id}" is no id: a noun phrase in kebab-case, at least two words`;
  return (checkAreas as readonly string[]).includes(area) ? undefined : `"${area}" is no area: one of ${checkAreas.join(', ')}`;
}

/** Every file a check consists of, as a start: what runs, what is still to be said is marked. Its own test stays red until the check finds something. */
export function checkSkeleton(id: string, area: CheckArea): readonly (readonly [string, string])[] {
  const name = exportNameOf(id);
  return [
    [`lib/checks/${area}/${id}.ts`, source(id, area, name)],
    [`lib/checks/${area}/${id}.test.ts`, test(id, area, name)],
    [`messages/en/checks/${id}.json`, `${JSON.stringify(messages, null, 2)}\n`],
    [`docs/checks/${id}.md`, page(id)],
    [`lab/scenarios/${id}.ts`, scenario(id, name)],
  ];
}

const source = (id: string, area: string, name: string) => `import { defineCheck } from '@/lib/checks/check';
import { witness } from '@/lib/checks/shared/witness';
import { isLive, workloadRefOf } from '@/lib/checks/shared/workload-groups';
import type { FindingDraft } from '@/lib/domain/finding';
import { say } from '@/lib/domain/text';
import { verdictOf } from '@/lib/domain/verdict';

const ID = '${id}';
const text = (key: string, params?: Record<string, string | number>) => say(\`checks.\${ID}.\${key}\`, params);

/** TODO: what it finds, by which facts, and why that is certain enough to say. */
export const ${name} = defineCheck({
  id: ID,
  area: '${area}',
  needs: ['pods'],
  toleratedMisses: 0,
  evaluate({ pods }, ctx) {
    const seen = witness(ID, ctx);
    const ill = pods.filter((pod) => isLive(pod) && pod.reason === 'TODO');
    return verdictOf(
      ill.map((pod): FindingDraft => ({
        checkId: ID,
        subject: workloadRefOf(pod),
        severity: 'warning',
        title: text('title', { pod: pod.name }),
        summary: text('summary'),
        evidence: [seen('pods', 'reason', pod.reason ?? '(none)', { expected: '(none)', bad: true, from: \`pods/\${pod.name}\` })],
        falseIf: text('falseIf'),
      })),
    );
  },
});
`;

const test = (id: string, area: string, name: string) => `import { describe, expect, it } from 'vitest';
import { ${name} as check } from '@/lib/checks/${area}/${id}';
import { pod } from '@/lib/checks/shared/fixtures/cluster-facts';
import { judge, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';

describe('${id}', () => {
  it('reports the fault with its evidence', () => {
    const finding = onlyFinding(check, { pods: [pod()] });
    expect(sentence(finding.title)).toBe('TODO');
    expect(finding.evidence.filter((e) => e.bad)).toHaveLength(1);
  });

  it('is silent on healthy facts', () => {
    expect(judge(check, { pods: [pod()] }).kind).toBe('ok');
  });

  it.todo('does not apply, or ignores what is none of its own');
});
`;

const messages = {
  name: 'TODO: what it finds, in three words',
  impact: 'TODO: what people notice.',
  title: 'TODO: fact, number, place ({pod})',
  summary: 'TODO: why, and what it means.',
  falseIf: 'TODO: what would make it false.',
  evidence: { reason: 'Reason' },
};

const page = (id: string) => `# TODO

\`${id}\`

## Meaning

## Impact

## Evidence to look at

## What Loupe can do

## By hand

\`\`\`sh
\`\`\`

## Afterwards
`;

const scenario = (id: string, name: string) => `import type { Scenario } from './scenario';

/** TODO: the fault, as a real one would leave it. */
export const ${name}: Scenario = {
  id: '${id}',
  title: 'TODO',
  expects: ['${id}'],
  on() {
    throw new Error('TODO');
  },
  off() {
    throw new Error('TODO');
  },
};
`;
