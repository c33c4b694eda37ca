import { describe, expect, it } from 'vitest';
import { offReasonOf } from '@/components/remediations/off-reason';

const operator = { name: 'ops', role: 'operator', permissions: ['read', 'operate'] } as const;
const viewer = { name: 'eve', role: 'viewer', permissions: ['read'] } as const;
const blocked = { key: 'plan.blocked' };

describe('why a fix is off', () => {
  it('is on for an operator while the cluster answers', () => {
    expect(offReasonOf({}, { actor: operator, isLive: true })).toBeUndefined();
  });
  it('is off while the API server is silent, whatever else holds', () => {
    expect(offReasonOf({ blocked }, { actor: viewer, isLive: false })?.key).toBe('plan.off.silent');
  });
  it('says what the server said before it says what the role lacks', () => {
    expect(offReasonOf({ blocked }, { actor: viewer, isLive: true })).toEqual(blocked);
    expect(offReasonOf({}, { actor: viewer, isLive: true })).toEqual({ key: 'plan.off.role', params: { role: 'viewer' } });
  });
});
