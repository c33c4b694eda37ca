import { describe, expect, it } from 'vitest';
import type { KvrocksFacts } from '@/lib/domain/facts/kvrocks';
import type { FillLevel } from '@/lib/domain/facts/storage';
import type { SampleRecord, SampleStore } from '@/lib/domain/ports/stores';
import { createSampler } from '@/lib/server/passes/sampler';
import { createTestClock } from '@/lib/snapshot/test-clock';

const GIB = 1024 ** 3;
function memory(): SampleStore & { kept: Map<string, SampleRecord[]> } {
  const kept = new Map<string, SampleRecord[]>();
  return {
    kept,
    add: async (series, sample) => void kept.set(series, [...(kept.get(series) ?? []), sample]),
    list: async (series, from) => (kept.get(series) ?? []).filter((sample) => sample.at >= from),
    thin: async () => {},
    stats: async () => ({ rows: 0, maxRows: 0, series: 0, databaseBytes: 0, resolutions: [] }),
  };
}
const level = (usedBytes: number): FillLevel => ({
  ...{ namespace: 'cvat', claim: 'kvrocks', usedBytes, capacityBytes: 100 * GIB, source: { kind: 'kvrocks' }, observedAt: '2026-02-11T10:00:00Z' },
  sharesNodeDisk: false,
});

describe('the sampler', () => {
  it('keeps one sample a minute, with the composition of KVRocks', async () => {
    const clock = createTestClock();
    const store = memory();
    const sampler = createSampler({ samples: store, clock });
    const kvrocks = { namespace: 'cvat', claim: 'kvrocks', composition: { liveBytes: 1, archiveBytes: 2, restBytes: 3 } } as KvrocksFacts;
    expect(await sampler.take({ levels: [level(GIB)] }, kvrocks)).toBe(true);
    await clock.advance(30_000);
    expect(await sampler.take({ levels: [level(GIB)] }, kvrocks)).toBe(false);
    await clock.advance(30_000);
    expect(await sampler.take({ levels: [level(2 * GIB)] }, undefined)).toBe(true);
    expect(store.kept.get('cvat/kvrocks')).toMatchObject([{ usedBytes: GIB, parts: { archiveBytes: 2 } }, { usedBytes: 2 * GIB }]);
  });

  it('has a trend after a while, and goes on with it after a restart', async () => {
    const clock = createTestClock();
    const store = memory();
    const first = createSampler({ samples: store, clock });
    for (let minute = 0; minute < 30; minute++) {
      await first.take({ levels: [level(50 * GIB + (minute / 60) * GIB)] }, undefined);
      await clock.advance(60_000);
    }
    expect((first.trends[0]?.bytesPerHour ?? 0) / GIB).toBeCloseTo(1, 1);
    const second = createSampler({ samples: store, clock });
    await second.take({ levels: [level(50.5 * GIB)] }, undefined);
    expect((second.trends[0]?.bytesPerHour ?? 0) / GIB).toBeCloseTo(1, 1);
  });
});
