import { describe, expect, it } from 'vitest';
import { findingRow } from '@/components/findings/finding-row.fixture';
import { foldFindings } from '@/components/findings/fold-findings';

const shape = (...rows: Parameters<typeof foldFindings>[0]) => foldFindings(rows).map(({ finding, effects }) => [finding.id, ...effects.map((e) => e.id)]);

describe('findings on Now', () => {
  it('folds effects, and effects of effects, under the first cause', () => {
    const rows = [findingRow({ id: 'request', causeId: 'service' }), findingRow({ id: 'service', causeId: 'pod' }), findingRow({ id: 'pod' })];
    expect(shape(...rows)).toEqual([['pod', 'request', 'service']]);
  });
  it('weighs a cause by its worst effect', () => {
    const rows = [
      findingRow({ id: 'full', severity: 'warning' }),
      findingRow({ id: 'cause', severity: 'info' }),
      findingRow({ id: 'down', severity: 'critical', causeId: 'cause' }),
    ];
    expect(shape(...rows)).toEqual([['cause', 'down'], ['full']]);
  });
  it('lets a finding stand for itself when its cause is over', () => {
    const rows = [findingRow({ id: 'effect', causeId: 'gone' }), findingRow({ id: 'gone', resolvedAt: '2026-02-12T11:00:00Z' })];
    expect(shape(...rows)).toEqual([['effect']]);
  });
  it('puts the older of two equals first', () => {
    const rows = [findingRow({ id: 'b', since: '2026-02-12T11:00:00Z' }), findingRow({ id: 'a', since: '2026-02-12T09:05:00Z' })];
    expect(shape(...rows)).toEqual([['a'], ['b']]);
  });
  it('shows both findings when each names the other as its cause', () => {
    const rows = [findingRow({ id: 'a', causeId: 'b' }), findingRow({ id: 'b', causeId: 'a' })];
    expect(
      shape(...rows)
        .flat()
        .sort(),
    ).toEqual(['a', 'b']);
  });
});
