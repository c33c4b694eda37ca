import { describe, expect, it } from 'vitest';
import { claimTotal } from './claim-total';

describe('the room of all claims', () => {
  it('counts a disk that several lie on once, and an unmeasured claim as what it asked for', () => {
    const disk = { id: 'node n1 /opt/local' };
    const claims = [
      { capacityBytes: 500, requestedBytes: 10, disk },
      { capacityBytes: 500, requestedBytes: 20, disk },
      { capacityBytes: 500, requestedBytes: 20, disk: { id: 'node n2 /opt/local' } },
      { capacityBytes: 90, requestedBytes: 100 },
      { requestedBytes: 7 },
    ];
    expect(claimTotal(claims)).toBe(500 + 500 + 90 + 7);
  });
});
