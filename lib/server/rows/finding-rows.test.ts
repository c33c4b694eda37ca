import { describe, expect, it } from 'vitest';
import type { RunRecord } from '@/lib/domain/ports/stores';
import { findingRows } from '@/lib/server/rows/finding-rows';
import type { AnyRemediation, OfferContext } from '@/lib/server/rows/offers';
import { aFinding } from '@/lib/server/rows/sample-facts';

const subject = { kind: 'Deployment', namespace: 'cvat', name: 'nuclio-yolo' };
const patchDeployments = { apiGroup: 'apps', resource: 'deployments', verbs: ['patch'], namespaced: true };
const remediation = (id: string, over: Partial<AnyRemediation> = {}) =>
  ({ id, resolves: ['some-check'], risk: 'disruptive', permission: 'operate', rbac: [patchDeployments], ...over }) as AnyRemediation;
const context = (remediations: AnyRemediation[], over: Partial<OfferContext> = {}): OfferContext => ({
  remediations,
  isInstalled: () => true,
  isEnabled: () => true,
  held: () => 'yes',
  ...over,
});
const rowsOf = (offers: OfferContext, over: { silent?: string[]; runs?: Partial<RunRecord>[] } = {}) =>
  findingRows({ findings: [aFinding('1', subject)], runs: (over.runs ?? []) as RunRecord[], offers, silentChecks: new Set(over.silent) });

describe('finding rows', () => {
  it('offer what answers the check and fits, safest first, and mark one as primary', () => {
    const offers = context([
      remediation('drop', { risk: 'destructive' }),
      remediation('set', { risk: 'disruptive' }),
      remediation('other', { resolves: ['other-check'] }),
      remediation('unfit', { risk: 'low', fits: () => false }),
    ]);
    expect(rowsOf(offers)[0]?.offers).toMatchObject([
      { remediationId: 'set', primary: true, name: { key: 'remediations.set.name' } },
      { remediationId: 'drop', primary: false },
    ]);
  });

  it('block with the reason, and make the next usable one primary', () => {
    const off = context([remediation('a', { risk: 'low' }), remediation('b')], { isEnabled: (id) => id !== 'a' });
    expect(rowsOf(off)[0]?.offers).toMatchObject([{ blocked: { key: 'rows.blocked.off' }, primary: false }, { primary: true }]);
    const absent = context([remediation('a')], { isInstalled: () => false });
    expect(rowsOf(absent)[0]?.offers[0]?.blocked).toEqual({ key: 'rows.blocked.notInstalled' });
    const denied = context([remediation('a')], { held: () => 'no' });
    expect(rowsOf(denied)[0]?.offers[0]?.blocked).toEqual({ key: 'rows.blocked.right', params: { right: 'patch deployments' } });
  });

  it('offer nothing usable on a finding whose source is silent, and show it as it was', () => {
    const [row] = rowsOf(context([remediation('a')]), { silent: ['some-check'] });
    expect(row).toMatchObject({ stale: true, offers: [{ blocked: { key: 'rows.blocked.stale' } }] });
  });

  it('name the run that works on them', () => {
    const { fingerprint } = aFinding('1', subject);
    const run = (status: RunRecord['status']) => ({ id: 'run-1', status, plan: { fingerprint } }) as Partial<RunRecord>;
    expect(rowsOf(context([remediation('a')]), { runs: [run('verifying')] })[0]).toMatchObject({
      runId: 'run-1',
      offers: [{ blocked: { key: 'rows.blocked.running' } }],
    });
    expect(rowsOf(context([remediation('a')]), { runs: [run('verified')] })[0]?.runId).toBeUndefined();
  });

  it('fold effects under their cause', () => {
    const effect = aFinding('2', { kind: 'Pod', namespace: 'cvat', name: 'p' }, { causedBy: { subject } });
    const rows = findingRows({ findings: [aFinding('1', subject), effect], runs: [], offers: context([]), silentChecks: new Set() });
    expect(rows).toMatchObject([{ effectIds: ['2'] }, { causeId: '1', effectIds: [] }]);
  });
});
