import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alignSetting } from '@/lib/remediations/catalogue/align-setting';
import { deployment } from '@/lib/remediations/testing/deployment';
import { carriedOut, type EngineKit, engineKit, findingOf, operator, planned } from '@/lib/remediations/testing/engine-kit';

const ID = 'align-setting';
const NAMES = ['cvat-backend-worker-annotation', 'cvat-backend-worker-utils'];
const found = (setting: string, hints: Record<string, string>) =>
  findingOf(
    'setting-inconsistent',
    { kind: 'Setting', namespace: 'cvat', name: setting },
    { namespace: 'cvat', setting, deployments: NAMES.join(','), container: 'cvat-backend', ...hints },
  );
const finding = found('CVAT_NUCLIO_PORT', { value: '80' });
const portOf = (name: string) => kit.cluster.get('Deployment', name).spec.template.spec.containers[0].env[0]?.value;
let kit: EngineKit;
beforeEach(async () => {
  kit = await engineKit([alignSetting], finding);
  kit.cluster.part('pods', () => []);
  kit.cluster.put(deployment(NAMES[0] ?? '', { env: [{ name: 'CVAT_NUCLIO_PORT', value: '8070' }] }));
  kit.cluster.put(deployment(NAMES[1] ?? ''));
  kit.recheck = () => (NAMES.every((n) => portOf(n) === '80') ? { kind: 'ok' } : { kind: 'found', findings: [finding] });
});
afterEach(() => kit.close());

const reasonOf = async (input: unknown = {}) => {
  const answer = await kit.engine.plan({ kind: 'plan', findingId: 'f1', remediationId: ID, input, actor: operator });
  return answer.kind === 'not-possible' ? answer.reason.key.split('.').at(-1) : 'planned';
};

describe('align-setting', () => {
  it('plans the value most have, with the values that keep it, and touches nothing', async () => {
    const { plan } = await planned(kit, ID);
    expect(plan.summary.params).toMatchObject({ value: '80', count: 2 });
    expect(plan.lasting?.snippet).toContain('- name: CVAT_NUCLIO_PORT\n        value: "80"');
    expect(plan.warnings.map((w) => w.key.split('.').at(-1))).toEqual(['warnAdded']);
    expect(kit.cluster.calls).toEqual([]);
  });

  it.each([
    ['CVAT_NUCLIO_PORT', 'tcp://10.43.0.9:8070', 'badPort'],
    ['CVAT_NUCLIO_PORT', '0', 'badPort'],
    ['CVAT_NUCLIO_HOST', 'http://nuclio', 'badHost'],
    ['CVAT_NUCLIO_HOST', 'nuclio:8070', 'badHost'],
    ['SMOKESCREEN_OPTS', '--allow-range=10.0.0.0/40', 'badOptions'],
    ['SMOKESCREEN_OPTS', '--allow-address=10.0.0.1:80 %', 'badOptions'],
    ['SMOKESCREEN_OPTS', '--allow-range=10.0.0.0/8', 'wideOptions'],
    ['SMOKESCREEN_OPTS', '--unsafe-allow-private-ranges', 'wideOptions'],
    ['CVAT_REDIS_ONDISK_PASSWORD', 'abc', 'secret'],
    ['CVAT_NUCLIO_HOST', 'cvat-nuclio-dashboard', 'planned'],
    ['lower', 'x', 'noSetting'],
  ])('judges %s=%s: %s', async (setting, value, expected) => {
    kit.findings.set('f1', found(setting, {}));
    expect(await reasonOf({ value })).toBe(expected);
  });

  it('does not guess a value nobody has', async () => {
    kit.findings.set('f1', found('CVAT_NUCLIO_HOST', {}));
    expect(await reasonOf()).toBe('noValue');
  });

  it('takes a setting out where the default is what the others have', async () => {
    kit.findings.set('f1', found('CVAT_NUCLIO_PORT', { unset: 'yes' }));
    kit.recheck = () => ({ kind: 'ok' });
    const run = await carriedOut(kit, ID);
    expect(run.status).toBe('verified');
    expect(kit.cluster.calls).toEqual(['patch Deployment/cvat-backend-worker-annotation']);
    expect(portOf(NAMES[0] ?? '')).toBeUndefined();
  });

  it('refuses a value of more than one line', async () => {
    await expect(planned(kit, ID, { value: 'a\nb' })).rejects.toMatchObject({ userMessage: { key: 'remediations.align-setting.fields.value.accepts' } });
  });

  it('writes, is verified, and can be taken back only while nobody has changed it since', async () => {
    const run = await carriedOut(kit, ID);
    expect(run.status).toBe('verified');
    kit.cluster.edit('Deployment', NAMES[0] ?? '', (d) => {
      d.spec.template.spec.containers[0].env[0].value = '9999';
    });
    expect(await kit.engine.plan({ kind: 'plan-undo', runId: run.id, actor: operator })).toMatchObject({
      kind: 'not-possible',
      reason: { key: 'remediations.shared.setting.undoMoved' },
    });
  });

  it('ends unknown when the connection dies in the middle, and says which part it found', async () => {
    kit.cluster.fail.writeAfter = 'timed-out';
    const run = await carriedOut(kit, ID);
    expect(run.status).toBe('unknown');
    expect(run.steps[0]?.note?.key).toBe('steps.unanswered.applied');
    expect(run.steps[1]?.state).toBe('waiting');
  });
});
