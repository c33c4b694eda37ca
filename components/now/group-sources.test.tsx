import { describe, expect, it } from 'vitest';
import { groupSources } from '@/components/now/group-sources';
import type { SourceRow } from '@/lib/domain/rows/topics';

const row = (id: string, kind: SourceRow['source']['kind'], state: SourceRow['state'], asOf?: string): SourceRow => ({
  id,
  name: { key: id },
  source: { kind },
  state,
  deadlineSeconds: 10,
  ...(asOf ? { asOf } : {}),
});

describe('sources on Now', () => {
  it('is one line per place, as bad as its worst part and as old as the oldest of those', () => {
    const groups = groupSources([
      row('cvat', 'cvat', 'live', '2026-02-12T12:00:30Z'),
      row('pods', 'api-server', 'stale', '2026-02-12T12:00:20Z'),
      row('nodes', 'api-server', 'stale', '2026-02-12T12:00:10Z'),
      row('events', 'api-server', 'live', '2026-02-12T12:00:01Z'),
    ]);
    expect(groups.map(({ kind, state, asOf, rows, total }) => [kind, state, asOf, rows.length, total])).toEqual([
      ['api-server', 'stale', '2026-02-12T12:00:10Z', 2, 3],
      ['cvat', 'live', '2026-02-12T12:00:30Z', 1, 1],
    ]);
  });
});
