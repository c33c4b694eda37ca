import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'use-intl';
import { describe, expect, it } from 'vitest';
import { ServerTime } from '@/components/providers/server-time';
import type { ClaimRow } from '@/lib/domain/rows/topics';
import messages from '@/messages/en.generated.json';
import { ClaimSource } from './claim-source';
import { LevelBound } from './level-bound';
import { SharedDisk } from './shared-disk';

const GIB = 1024 ** 3;
const at = '2026-02-12T12:00:00Z';
const claim = (row: Partial<ClaimRow>): ClaimRow => ({
  ...{ id: 'cvat/a', namespace: 'cvat', name: 'a', label: 'a', phase: 'Bound', requestedBytes: GIB, sharesNodeDisk: false },
  ...{ tone: 'ok', growthLimitedBy: 'unknown' },
  ...row,
});
const words = (element: React.ReactElement) =>
  renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={messages as never}>
      <ServerTime now={Date.parse(at)}>{element}</ServerTime>
    </IntlProvider>,
  )
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

describe('what is said of a level', () => {
  it('names its source, and the right that would give a better one', () => {
    const level = { source: { kind: 'exec', detail: 'a-0' }, observedAt: at } as const;
    const denied = claim({ ...level, better: { kind: 'kubelet', obstacle: 'denied', right: 'get nodes/stats' } });
    expect(words(<ClaimSource claim={denied} />)).toMatch(/^df in the pod .*the kubelet’s own figure needs get nodes\/stats$/);
    expect(words(<ClaimSource claim={claim({ ...level, better: { kind: 'kubelet', obstacle: 'unreachable' } })} />)).toContain('does not answer from here');
    expect(words(<ClaimSource claim={claim(level)} />)).not.toContain('kubelet');
  });

  it('names whose disk it is of and who lies on it too, and nothing for a volume of its own', () => {
    const disk = { id: 'node n1 /opt', kind: 'node', place: 'n1', others: 5, with: ['b', 'c', 'd'] } as const;
    const shared = claim({ sharesNodeDisk: true, disk: { ...disk, with: [...disk.with] } });
    expect(words(<SharedDisk claim={shared} />)).toBe('level of the disk of n1 · the same one as b, c, d and 2 more');
    expect(words(<SharedDisk claim={claim({ sharesNodeDisk: true, disk: { id: 'x', kind: 'export', place: '10.0.0.9', others: 0, with: [] } })} />)).toBe(
      'level of an export of 10.0.0.9',
    );
    expect(words(<SharedDisk claim={claim({})} />)).toBe('');
  });

  it('marks a bound as one', () => {
    const atMost = { usedBytes: GIB, capacityBytes: 10 * GIB, source: { kind: 'longhorn' as const }, observedAt: at };
    expect(words(<LevelBound claim={claim({ missing: 'not-mounted', atMost })} />)).toBe('at most 1.00 of 10.0 GiB Longhorn’s count · 0 s ago');
    expect(words(<ClaimSource claim={claim({ missing: 'not-mounted', atMost })} />)).toBe(
      'no running pod mounts it Longhorn counts blocks that were ever written: no more is in it',
    );
    expect(words(<LevelBound claim={claim({ missing: 'no-df' })} />)).toBe('not measured');
  });
});
