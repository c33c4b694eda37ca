import { type CheckContext, defineCheck } from '@/lib/checks/check';
import { nuclioNamespaceOf } from '@/lib/checks/shared/backend-settings';
import { lintFunction } from '@/lib/checks/shared/lambda-metadata';
import { modelNameOf, refOfFunction } from '@/lib/checks/shared/model-workload';
import { witness } from '@/lib/checks/shared/witness';
import type { CvatModels } from '@/lib/domain/facts/cvat';
import type { FunctionFact } from '@/lib/domain/facts/models';
import type { FindingDraft } from '@/lib/domain/finding';
import { say } from '@/lib/domain/text';
import { verdictOf } from '@/lib/domain/verdict';

const ID = 'function-hidden';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);
const MODEL_TYPES = new Set(['detector', 'interactor', 'reid', 'tracker']);

interface Reason {
  readonly kind: string;
  readonly field: string;
  readonly value: string;
  readonly expected: string;
}

/**
 * A function that is a model by its annotations and that CVAT does not list: it skips it for its metadata, looks in another project, or in another
 * namespace. What CVAT does list is never hidden, whatever its metadata look like; where one function breaks the whole list, that is another check's.
 */
export const functionHidden = defineCheck({
  id: ID,
  area: 'nuclio',
  needs: ['functions'],
  mayUse: ['cvatModels', 'workloads'],
  toleratedMisses: 0,
  evaluate({ functions, cvatModels, workloads }, ctx) {
    const answer = cvatModels.status === 'known' && cvatModels.fresh ? cvatModels.data : undefined;
    const listed = new Set(answer?.httpStatus === 200 ? answer.functions.map((f) => f.id) : []);
    const namespace = workloads.status === 'known' ? nuclioNamespaceOf(workloads.data) : undefined;
    return verdictOf(
      functions.flatMap((fn) => {
        if (listed.has(fn.name)) return [];
        const reason = reasonOf(fn, namespace, ctx);
        return reason ? [draft(fn, reason, answer, ctx)] : [];
      }),
    );
  },
});

function reasonOf(fn: FunctionFact, namespace: string | undefined, ctx: CheckContext): Reason | undefined {
  const project = fn.labels['nuclio.io/project-name'];
  const isModel = MODEL_TYPES.has(fn.annotations.type ?? '');
  if (project !== ctx.installation.nuclioProject) {
    const field = 'metadata.labels["nuclio.io/project-name"]';
    // A function of another project without CVAT's annotations is none of CVAT's.
    return isModel ? { kind: 'other-project', field, value: project ?? '(absent)', expected: ctx.installation.nuclioProject } : undefined;
  }
  if (namespace !== undefined && namespace !== fn.namespace)
    return { kind: 'other-namespace', field: 'metadata.namespace', value: fn.namespace, expected: namespace };
  const faults = lintFunction(fn);
  return faults.some((f) => f.effect === 'breaks') ? undefined : faults[0];
}

function draft(fn: FunctionFact, reason: Reason, answer: CvatModels | undefined, ctx: CheckContext): FindingDraft {
  const seen = witness(ID, ctx);
  const params = { model: modelNameOf(fn), value: reason.value.slice(0, 60), expected: reason.expected };
  const listed = answer?.httpStatus === 200;
  return {
    checkId: ID,
    subject: refOfFunction(fn),
    severity: 'warning',
    title: text('title', params),
    summary: text(`summary.${reason.kind}`, params),
    evidence: [
      seen('functions', 'field', `${reason.field}: ${reason.value}`, { expected: reason.expected, bad: true, from: `nucliofunctions/${fn.name}` }),
      seen('functions', 'state', fn.state ?? '(none)', { from: `nucliofunctions/${fn.name}` }),
      ...(listed ? [seen('cvatModels', 'listed', answer.functions.map((f) => f.id).join(' ') || '(no model)', { from: '/api/lambda/functions' })] : []),
    ],
    chain: [
      { label: text('chain.nuclio'), value: text('chain.has'), state: 'good' },
      { label: text('chain.metadata'), value: text(`chain.${reason.kind}`), state: 'broken' },
      { label: text('chain.list'), value: listed ? text('chain.notListed') : text('chain.notRead'), state: listed ? 'follows' : 'unknown' },
      { label: text('chain.people'), value: text('chain.cannotChoose'), state: 'follows' },
    ],
    falseIf: text('falseIf', params),
    hints: { namespace: fn.namespace, function: fn.name, fault: reason.kind, field: reason.field, expected: reason.expected },
  };
}
