import { describe, expect, it } from 'vitest';
import type { AnyCheck } from '@/lib/checks/check';
import { known, unknown } from '@/lib/domain/part';
import type { SnapshotPart } from '@/lib/domain/snapshot';
import { say } from '@/lib/domain/text';
import { checkRows } from '@/lib/server/rows/check-rows';
import { sourceRows } from '@/lib/server/rows/source-rows';

const at = '2026-02-11T10:00:00.000Z';
const api = { kind: 'api-server' } as const;

function rowsWith(
  parts: Partial<Record<SnapshotPart, Parameters<typeof known>[0] | ReturnType<typeof unknown>>>,
  state: 'live' | 'stale' | 'starting' = 'live',
  now = 0,
) {
  const read = (part: SnapshotPart) => (parts[part] ?? unknown('not-read-yet', at, api)) as ReturnType<typeof unknown>;
  const rows = sourceRows({ read, last: () => undefined, standing: { state, asOf: at }, startedAt: 0, now });
  return (id: string) => rows.find((row) => row.id === id);
}

describe('source rows', () => {
  it('tell live, stale, denied with the right, unreachable, not configured and starting apart', () => {
    const row = rowsWith({
      pods: known([1, 2], at, api) as never,
      claims: known([], at, api, false) as never,
      nodes: unknown('cluster-denied', at, api, 'list nodes'),
      cvatAbout: unknown('cvat-unreachable', at, { kind: 'cvat' }),
      longhorn: unknown('not-found', at, api),
    });
    expect(row('pods')).toMatchObject({ state: 'live', objects: 2 });
    expect(row('claims')?.state).toBe('stale');
    expect(row('nodes')).toMatchObject({ state: 'denied', missingRight: 'list nodes' });
    expect(row('cvatAbout')).toMatchObject({ state: 'unreachable', detail: { key: 'errors.cvat-unreachable' } });
    expect(row('longhorn')?.state).toBe('not-configured');
    expect(row('kvrocks')?.state).toBe('starting');
  });

  it('call the API server unreachable when it has not answered ten seconds after the start', () => {
    expect(rowsWith({}, 'starting', 5_000)('api-server')?.state).toBe('starting');
    expect(rowsWith({}, 'starting', 11_000)('api-server')?.state).toBe('unreachable');
    expect(rowsWith({}, 'stale')('api-server')?.state).toBe('stale');
  });

  it('do not call it unreachable where nothing is asked of it for want of an installation', () => {
    const none = rowsWith({ pods: unknown('no-installation', at, api) }, 'starting', 60_000);
    expect(none('api-server')).toMatchObject({ state: 'starting', detail: { key: 'errors.no-installation' } });
    expect(none('pods')).toMatchObject({ state: 'not-configured', detail: { key: 'errors.no-installation' } });
    expect(rowsWith({ pods: unknown('not-configured', at, api) }, 'starting', 60_000)('api-server')?.state).toBe('not-configured');
    expect(rowsWith({ pods: unknown('cluster-unreachable', at, api) }, 'starting', 60_000)('api-server')?.state).toBe('unreachable');
  });
});

describe('check rows', () => {
  const checks = [{ id: 'a', area: 'cluster' }] as AnyCheck[];
  it('wait before the first pass, then say the outcome and why', () => {
    expect(checkRows(checks, new Map())).toEqual([{ id: 'a', name: { key: 'checks.a.name' }, area: 'cluster', outcome: 'waiting' }]);
    const row = (outcome: Parameters<typeof checkRows>[1] extends ReadonlyMap<string, { outcome: infer O }> ? O : never) =>
      checkRows(checks, new Map([['a', { checkId: 'a', at, outcome }]]))[0];
    expect(row({ kind: 'unknown', part: 'nodes', reason: 'cluster-denied', missingRight: 'list nodes' })?.reason).toEqual(
      say('rows.check.right', { right: 'list nodes' }),
    );
    expect(row({ kind: 'unknown', part: 'nodes', reason: 'stale' })).toMatchObject({ outcome: 'unknown', reason: { key: 'rows.check.stale' } });
    expect(row({ kind: 'error', detail: 'stack' })?.reason).toEqual(say('rows.check.error'));
    expect(row({ kind: 'ok' })?.reason).toBeUndefined();
  });
});
