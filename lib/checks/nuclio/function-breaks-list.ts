import { defineCheck } from '@/lib/checks/check';
import { lintFunction } from '@/lib/checks/shared/lambda-metadata';
import { modelNameOf, refOfFunction } from '@/lib/checks/shared/model-workload';
import { witness } from '@/lib/checks/shared/witness';
import { say } from '@/lib/domain/text';
import { verdictOf } from '@/lib/domain/verdict';

const ID = 'function-breaks-list';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);

/**
 * A function of CVAT's project whose metadata makes CVAT's whole list of models answer 500: nobody sees any model. Found on the function itself, so
 * the culprit is named even while CVAT cannot be asked; a list that CVAT does answer proves the opposite.
 */
export const functionBreaksList = defineCheck({
  id: ID,
  area: 'nuclio',
  needs: ['functions'],
  mayUse: ['cvatModels'],
  toleratedMisses: 0,
  evaluate({ functions, cvatModels }, ctx) {
    const answer = cvatModels.status === 'known' && cvatModels.fresh ? cvatModels.data : undefined;
    if (answer?.httpStatus === 200) return { kind: 'ok' };
    const seen = witness(ID, ctx);
    return verdictOf(
      functions
        .filter((fn) => fn.namespace === ctx.installation.nuclioNamespace && fn.labels['nuclio.io/project-name'] === ctx.installation.nuclioProject)
        .flatMap((fn) => {
          const faults = lintFunction(fn).filter((f) => f.effect === 'breaks');
          const [first] = faults;
          if (!first) return [];
          const params = { model: modelNameOf(fn), function: fn.name, field: first.field };
          const from = `nucliofunctions/${fn.name}`;
          return [
            {
              checkId: ID,
              subject: refOfFunction(fn),
              severity: 'critical' as const,
              title: text('title', params),
              summary: text(`summary.${first.kind}`, params),
              evidence: [
                ...faults.map((f) => seen('functions', 'fault', `${f.field}: ${f.value}`, { expected: f.expected, bad: true, from })),
                ...(answer ? [seen('cvatModels', 'list', `HTTP ${answer.httpStatus}`, { expected: 'HTTP 200', from: '/api/lambda/functions' })] : []),
              ],
              chain: [
                { label: text('chain.function'), value: text(`chain.${first.kind}`, params), state: 'broken' as const },
                {
                  label: text('chain.list'),
                  value: answer ? text('chain.answers', { status: answer.httpStatus }) : text('chain.notRead'),
                  state: answer ? ('follows' as const) : ('unknown' as const),
                },
                { label: text('chain.people'), value: text('chain.none'), state: 'follows' as const },
              ],
              falseIf: text('falseIf'),
              hints: { namespace: fn.namespace, function: fn.name, fault: first.kind, field: first.field },
            },
          ];
        }),
    );
  },
});
