import { describe, expect, it } from 'vitest';
import { submitOffReason } from '@/components/remediations/submit-off-reason';

const rule = { apiGroup: 'apps', resource: 'deployments', verbs: ['patch'], namespaced: true };
const fine: Parameters<typeof submitOffReason>[0] = {
  actor: { name: 'ops', role: 'operator', permissions: ['read', 'operate'] },
  isLive: true,
  isRefused: false,
  confirm: undefined,
  typed: '',
  rights: [{ rule, held: 'yes' }],
};
const keyOf = (over: Partial<Parameters<typeof submitOffReason>[0]>) => submitOffReason({ ...fine, ...over })?.key;

describe('why a plan cannot be run', () => {
  it('can be run by an operator whose Loupe holds the rights', () => {
    expect(keyOf({})).toBeUndefined();
    expect(keyOf({ rights: [{ rule, held: 'unknown' }] })).toBeUndefined();
  });
  it('wants the name typed exactly', () => {
    expect(keyOf({ confirm: 'cvat-kvrocks', typed: 'cvat-kvrock' })).toBe('plan.off.type');
    expect(keyOf({ confirm: 'cvat-kvrocks', typed: 'cvat-kvrocks' })).toBeUndefined();
  });
  it('names a missing right before it asks for typing', () => {
    expect(submitOffReason({ ...fine, confirm: 'x', rights: [{ rule, held: 'no' }] })).toEqual({
      key: 'plan.off.right',
      params: { right: 'patch deployments.apps' },
    });
  });
  it('never runs what the dry run refused, nor while the cluster is silent', () => {
    expect(keyOf({ isRefused: true })).toBe('plan.off.refused');
    expect(keyOf({ isRefused: true, isLive: false })).toBe('plan.off.silent');
  });
});
