import { describe, expect, it } from 'vitest';
import type { ReleaseSearch } from '@/lib/domain/discovery/release-candidate';
import { AppError } from '@/lib/domain/errors';
import { createInstallationSearch } from '@/lib/server/discovery/installation-search';
import { createTestClock } from '@/lib/snapshot/test-clock';

const nothing: ReleaseSearch = { at: '2026-01-01T00:00:00Z', scope: { kind: 'cluster' }, candidates: [], missingRights: [] };

function searching(answers: (() => ReleaseSearch)[], isSettled = () => false) {
  const clock = createTestClock();
  const faults: string[] = [];
  let looks = 0;
  const search = createInstallationSearch({
    find: async () => (answers[Math.min(looks++, answers.length - 1)] ?? (() => nothing))(),
    isSettled,
    clock,
    onFault: (error) => faults.push(error.code),
  });
  return { clock, search, faults, looks: () => looks };
}
const away = () => {
  throw new AppError('cluster-unreachable');
};

describe('looking for installations', () => {
  it('goes on while the API server is away, says so once, and takes it back with the first answer', async () => {
    const { clock, search, faults } = searching([away, away, () => nothing]);
    search.start();
    await clock.advance(6_000);
    expect(search).toMatchObject({ last: undefined, failure: { code: 'cluster-unreachable' } });
    expect(faults).toEqual(['cluster-unreachable']);
    await clock.advance(5_000);
    expect(search).toMatchObject({ last: nothing, failure: undefined });
    search.stop();
  });

  it('keeps what was seen while it cannot look', async () => {
    const { clock, search } = searching([() => nothing, away]);
    search.start();
    await clock.advance(16_000);
    expect(search).toMatchObject({ last: nothing, failure: { code: 'cluster-unreachable' } });
    search.stop();
  });

  it('looks every 15 seconds while nothing is open, and every ten minutes once something is', async () => {
    let isSettled = false;
    const { clock, search, looks } = searching([() => nothing], () => isSettled);
    search.start();
    await clock.advance(31_000);
    expect(looks()).toBe(3);
    isSettled = true;
    await clock.advance(15_000);
    expect(looks()).toBe(4);
    await clock.advance(590_000);
    expect(looks()).toBe(4);
    await clock.advance(15_000);
    expect(looks()).toBe(5);
    search.stop();
    await clock.advance(3_600_000);
    expect(looks()).toBe(5);
  });

  it('shares one look among all who ask at the same time', async () => {
    const { search, looks } = searching([() => nothing]);
    await Promise.all([search.look(), search.look()]);
    expect(looks()).toBe(1);
  });
});
