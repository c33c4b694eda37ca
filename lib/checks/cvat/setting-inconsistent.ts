import { type CheckContext, defineCheck } from '@/lib/checks/check';
import { type Backend, backendsOf, mainContainerOf, type Setting, settingOf } from '@/lib/checks/shared/backend-settings';
import { type SharedSetting, sharedSettings } from '@/lib/checks/shared/shared-settings';
import { witness } from '@/lib/checks/shared/witness';
import type { FindingDraft } from '@/lib/domain/finding';
import { say } from '@/lib/domain/text';
import { verdictOf } from '@/lib/domain/verdict';

const ID = 'setting-inconsistent';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);

interface Reading {
  readonly backend: Backend;
  readonly setting: Setting;
  /** What counts for the program: the value, the default where it is absent, the reference where it is one. */
  readonly effective: string;
}

/**
 * The same setting with different values in the server and the workers that use it: a call then works from one and fails from the other. Only
 * components that use a setting are compared, and an absent one counts as its default. Values that may not be read are not compared.
 */
export const settingInconsistent = defineCheck({
  id: ID,
  area: 'cvat',
  needs: ['workloads'],
  toleratedMisses: 0,
  evaluate({ workloads }, ctx) {
    const backends = backendsOf(workloads);
    if (backends.length < 2) return { kind: 'not-applicable', reason: text('tooFew') };
    return verdictOf(
      sharedSettings.flatMap((shared) => {
        const readings = backends.filter((b) => shared.components === 'all' || shared.components.includes(b.component)).flatMap((b) => read(b, shared));
        return new Set(readings.map((r) => r.effective)).size > 1 ? [draft(shared, readings, ctx)] : [];
      }),
    );
  },
});

function read(backend: Backend, shared: SharedSetting): Reading[] {
  const setting = settingOf(backend, shared.name);
  switch (setting.kind) {
    case 'hidden':
      return [];
    case 'absent':
      return [{ backend, setting, effective: shared.fallback }];
    case 'reference':
      return [{ backend, setting, effective: `→ ${setting.to}` }];
    case 'value':
      return [{ backend, setting, effective: shared.sameOrder ? setting.value : setting.value.trim().split(/\s+/).sort().join(' ') }];
  }
}

function draft(shared: SharedSetting, readings: readonly Reading[], ctx: CheckContext): FindingDraft {
  const seen = witness(ID, ctx);
  const rule = ruleOf(readings);
  const odd = readings.filter((r) => r.effective !== rule.effective);
  const { namespace } = ctx.installation;
  const container = mainContainerOf(rule.backend.workload)?.name ?? 'cvat-backend';
  const params = {
    setting: shared.name,
    odd: odd.length,
    all: readings.length,
    names: odd.map((r) => r.backend.component).join(', '),
    value: shown(rule, shared),
  };
  return {
    checkId: ID,
    subject: { kind: 'Setting', namespace, name: shared.name },
    severity: 'warning',
    title: text('title', params),
    summary: text(`summary.${shared.kind}`, params),
    evidence: readings.map((r) =>
      seen('workloads', 'value', `${r.backend.workload.name}: ${shared.name}=${shown(r, shared)}`, {
        expected: shown(rule, shared),
        bad: odd.includes(r),
        from: `deployments/${r.backend.workload.name}`,
      }),
    ),
    falseIf: text('falseIf', params),
    hints: {
      namespace,
      setting: shared.name,
      ...(rule.setting.kind === 'value' ? { value: rule.setting.value } : {}),
      ...(rule.setting.kind === 'absent' ? { unset: 'yes' } : {}),
      deployments: odd.map((r) => r.backend.workload.name).join(','),
      container,
    },
  };
}

/** What most have counts as meant; in a tie, what the server has, because people see the server's view work. */
function ruleOf(readings: readonly Reading[]): Reading {
  const votes = (r: Reading) => readings.filter((o) => o.effective === r.effective).length;
  const [first, ...rest] = [...readings].sort(
    (a, b) => votes(b) - votes(a) || Number(b.backend.component === 'server') - Number(a.backend.component === 'server'),
  );
  if (!first) throw new Error(`no reading among ${rest.length}`);
  return first;
}

function shown({ setting }: Reading, { fallback }: SharedSetting): string {
  switch (setting.kind) {
    case 'value':
      return setting.value === '' ? '(empty)' : setting.value;
    case 'reference':
      return setting.to;
    default:
      return `(not set: ${fallback || 'empty'})`;
  }
}
