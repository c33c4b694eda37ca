import { z } from 'zod';
import type { NotPossible, Plan } from '@/lib/domain/plan';
import { reachOf } from '@/lib/domain/sensitive-address';
import { parseProxyOptions, proxyRules } from '@/lib/domain/smokescreen';
import { say } from '@/lib/domain/text';
import { optionalText } from '@/lib/remediations/optional-text';
import { defineRemediation } from '@/lib/remediations/remediation';
import { settingHolders, settingPlan, settingRights, undoSetting, valueText } from '@/lib/remediations/setting-plan';

const ID = 'align-setting';
const text = (key: string, params?: Record<string, string | number>) => say(`remediations.${ID}.${key}`, params);

/** Settings the chart renders by itself: repeated under additionalEnv they would stand in the list twice. */
const CHART_VALUES: Readonly<Record<string, string>> = { SMOKESCREEN_OPTS: 'smokescreen.opts' };

const isOneLine = (value: string) => value.length <= 500 && /^[\x20-\x7e]*$/.test(value);
const inputSchema = z.object({ value: optionalText(isOneLine, 'fields.value.accepts') });

/** Gives a setting the same value in every Deployment that uses it: the value most have, or the one a person types. */
export const alignSetting = defineRemediation({
  id: ID,
  resolves: ['setting-inconsistent'],
  risk: 'disruptive',
  permission: 'operate',
  rbac: settingRights,
  acts: ['release'],
  input: inputSchema,
  fields: [{ name: 'value', kind: 'text', optional: true }],
  fits: ({ hints }) => hints?.setting !== undefined && hints.deployments !== undefined,

  async plan(finding, input, read): Promise<Plan | NotPossible> {
    const { hints = {} } = finding;
    const setting = hints.setting ?? '';
    if (!/^[A-Z][A-Z0-9_]{1,80}$/.test(setting)) return { notPossible: text('noSetting') };
    const value = input.value ?? hints.value;
    if (value === undefined && hints.unset !== 'yes') return { notPossible: text('noValue', { setting }) };
    const fault = value === undefined ? undefined : faultOf(setting, value);
    if (fault) return { notPossible: text(fault, { setting, value: value ?? '' }) };
    const holders = await settingHolders(read, finding);
    if ('notPossible' in holders) return holders;
    return settingPlan(holders, {
      remediationId: ID,
      finding,
      setting,
      title: text('title', { setting }),
      summary:
        value === undefined ? text('summary.unset', { setting, count: holders.length }) : text('summary.value', { setting, value, count: holders.length }),
      after: () => value,
      lasting: lastingOf(setting, value),
      warnings: holders.some((h) => valueText(h.current) === undefined) ? [text('warnAdded', { setting })] : [],
    });
  },

  undo: undoSetting,
});

/** A value the program behind it would choke on, by the setting's name. Undefined when nothing speaks against it. */
function faultOf(setting: string, value: string): 'badPort' | 'badHost' | 'badOptions' | 'wideOptions' | undefined {
  if (setting.endsWith('_PORT')) return /^\d{1,5}$/.test(value) && Number(value) > 0 && Number(value) < 65_536 ? undefined : 'badPort';
  if (setting.endsWith('_HOST')) return /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/i.test(value) ? undefined : 'badHost';
  if (setting !== 'SMOKESCREEN_OPTS') return undefined;
  const options = parseProxyOptions(value);
  // The supervisor puts the value into its own format: a bare % would keep the whole container from starting.
  if (options.faults.length > 0 || value.includes('%')) return 'badOptions';
  return options.allowsPrivateRanges || proxyRules(options).some((rule) => reachOf(rule, undefined).length > 0) ? 'wideOptions' : undefined;
}

function lastingOf(setting: string, value: string | undefined): Plan['lasting'] {
  if (value === undefined) return { text: text('lasting.unset', { setting }) };
  const path = CHART_VALUES[setting];
  if (path !== undefined) return { text: text('lasting.value', { path }), snippet: `smokescreen:\n  opts: ${JSON.stringify(value)}\n` };
  return {
    text: text('lasting.env'),
    snippet: `cvat:\n  backend:\n    additionalEnv:\n      - name: ${setting}\n        value: ${JSON.stringify(value)}\n`,
  };
}
