import { describe, expect, it } from 'vitest';
import { sharedSource } from '@/components/ui/shared-source';
import type { Evidence } from '@/lib/domain/finding';

const read = (kind: Evidence['source']['kind'], at: string): Evidence => ({ label: 'l', observed: 'o', source: { kind }, at: `2026-02-12T12:00:${at}Z` });

describe('one source for all evidence', () => {
  it('is the oldest read when kind and moment agree', () => {
    expect(sharedSource([read('kvrocks', '12'), read('kvrocks', '08')])?.at).toBe('2026-02-12T12:00:08Z');
  });
  it('is none when kinds differ, ages differ, or there is only one piece', () => {
    expect(sharedSource([read('kvrocks', '12'), read('exec', '12')])).toBeUndefined();
    expect(sharedSource([read('kvrocks', '12'), read('kvrocks', '40')])).toBeUndefined();
    expect(sharedSource([read('kvrocks', '12')])).toBeUndefined();
  });
});
