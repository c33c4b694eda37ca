import { describe, expect, it } from 'vitest';
import { type Finding, type FindingDraft, fingerprintOf } from '@/lib/domain/finding';
import { advance } from '@/lib/domain/finding-lifecycle';
import { say } from '@/lib/domain/text';

const start = Date.parse('2026-02-11T10:00:00Z');
const draft = (name: string): FindingDraft => ({
  checkId: 'pod-crash-loop',
  subject: { kind: 'Pod', namespace: 'cvat', name },
  severity: 'warning',
  title: say('t'),
  summary: say('s'),
  falseIf: say('f'),
  evidence: [{ label: 'l', observed: 'o', source: { kind: 'api-server' }, at: new Date(start).toISOString() }],
});
const opened = (name: string, tolerated: number, now = start): Finding => {
  const [first] = advance([], [draft(name)], tolerated, now).opened;
  if (!first) throw new Error('nothing was opened');
  return { ...first, id: name };
};

describe('the life of a finding', () => {
  it('opens confirmed at once where nothing is tolerated', () => {
    expect(opened('a', 0).confirmedAt).toBe('2026-02-11T10:00:00.000Z');
  });

  it('is confirmed only after it stood for the tolerated misses, however many passes ran in between', () => {
    let finding = opened('a', 2);
    expect(finding.confirmedAt).toBeUndefined();
    for (const ms of [250, 500, 5_000, 9_900]) {
      const pass = advance([finding], [draft('a')], 2, start + ms);
      expect(pass.confirmed).toEqual([]);
      finding = pass.seen[0] ?? finding;
    }
    const pass = advance([finding], [draft('a')], 2, start + 10_000);
    expect(pass.confirmed.map((f) => f.id)).toEqual(['a']);
    expect(pass.seen[0]).toMatchObject({ firstSeenAt: '2026-02-11T10:00:00.000Z', confirmedAt: '2026-02-11T10:00:10.000Z' });
  });

  it('is resolved by a pass that no longer finds it, and keeps who it was', () => {
    const pass = advance([opened('a', 0), opened('b', 0)], [draft('b')], 0, start + 60_000);
    expect(pass.resolved).toMatchObject([{ id: 'a', resolvedAt: '2026-02-11T10:01:00.000Z' }]);
    expect(pass.seen.map((f) => f.id)).toEqual(['b']);
  });

  it('is forgotten when it was never confirmed', () => {
    const pass = advance([opened('a', 2)], [], 2, start + 5_000);
    expect(pass.dropped.map((f) => f.id)).toEqual(['a']);
    expect(pass.resolved).toEqual([]);
  });

  it('stays one finding when the object behind it is made anew', () => {
    const again = { ...draft('a'), subject: { ...draft('a').subject, uid: 'new' } };
    expect(fingerprintOf(again)).toBe(fingerprintOf(draft('a')));
    expect(advance([opened('a', 0)], [again], 0, start + 5_000).opened).toEqual([]);
  });

  it('counts two equal drafts of one pass once', () => {
    expect(advance([], [draft('a'), draft('a')], 0, start).opened).toHaveLength(1);
  });
});
