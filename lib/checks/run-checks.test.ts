import { describe, expect, it } from 'vitest';
import { type AnyCheck, defineCheck } from '@/lib/checks/check';
import { looksAt, runCheck } from '@/lib/checks/run-checks';
import { defaultThresholds } from '@/lib/domain/installation';
import { known, type Part, unknown } from '@/lib/domain/part';
import type { Snapshot } from '@/lib/domain/snapshot';
import { say } from '@/lib/domain/text';
import { verdictOf } from '@/lib/domain/verdict';

const at = '2026-02-11T10:00:00.000Z';
const ctx = {
  now: Date.parse(at),
  installation: { cluster: 'lab', namespace: 'cvat', release: 'cvat', nuclioNamespace: 'cvat', nuclioProject: 'cvat' },
  thresholds: defaultThresholds,
};
const api = { kind: 'api-server' } as const;
const snapshotOf = (parts: Record<string, Part<unknown>>) => parts as unknown as Snapshot;

let seen: string[] = [];
const check: AnyCheck = defineCheck({
  id: 'some-check',
  area: 'cluster',
  needs: ['claims'],
  mayUse: ['pods'],
  toleratedMisses: 0,
  evaluate: (facts) => {
    seen = Object.keys(facts);
    return verdictOf([]);
  },
});

describe('running a check', () => {
  it('hands over the declared parts and no others', () => {
    const snapshot = snapshotOf({ claims: known([], at, api), pods: unknown('cluster-denied', at, api), nodes: known([], at, api) });
    expect(runCheck(check, snapshot, ctx)).toEqual({ checkId: 'some-check', outcome: { kind: 'ok' }, at });
    expect(seen.sort()).toEqual(['claims', 'pods']);
  });

  it('is unknown, with the missing right, when a needed part cannot be read', () => {
    const snapshot = snapshotOf({ claims: unknown('cluster-denied', at, api, 'list persistentvolumeclaims'), pods: known([], at, api) });
    expect(runCheck(check, snapshot, ctx).outcome).toEqual({
      kind: 'unknown',
      part: 'claims',
      reason: 'cluster-denied',
      missingRight: 'list persistentvolumeclaims',
    });
  });

  it('is unknown when a needed part is stale: old data never pass for good', () => {
    const snapshot = snapshotOf({ claims: known([], at, api, false), pods: known([], at, api) });
    expect(runCheck(check, snapshot, ctx).outcome).toEqual({ kind: 'unknown', part: 'claims', reason: 'stale' });
  });

  it('does not apply where the kind does not exist in the cluster', () => {
    const snapshot = snapshotOf({ claims: unknown('not-found', at, api), pods: known([], at, api) });
    expect(runCheck(check, snapshot, ctx).outcome.kind).toBe('not-applicable');
  });

  it('turns a throwing check into an error of its own', () => {
    const broken: AnyCheck = {
      ...check,
      evaluate: () => {
        throw new TypeError('undefined is not a pod');
      },
    };
    const outcome = runCheck(broken, snapshotOf({ claims: known([], at, api), pods: known([], at, api) }), ctx).outcome;
    expect(outcome).toMatchObject({ kind: 'error', detail: expect.stringContaining('undefined is not a pod') });
  });

  it('refuses findings in the name of another check', () => {
    const draft = {
      checkId: 'other',
      subject: { kind: 'Pod', name: 'a' },
      severity: 'info' as const,
      title: say('a'),
      summary: say('a'),
      falseIf: say('a'),
      evidence: [{ label: 'a', observed: 'a', source: api, at }],
    };
    const liar: AnyCheck = { ...check, evaluate: () => verdictOf([draft]) };
    expect(runCheck(liar, snapshotOf({ claims: known([], at, api), pods: known([], at, api) }), ctx).outcome.kind).toBe('error');
  });

  it('knows which changes concern it', () => {
    expect(looksAt(check, new Set(['pods']))).toBe(true);
    expect(looksAt(check, new Set(['nodes']))).toBe(false);
  });
});
