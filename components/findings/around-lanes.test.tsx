import { describe, expect, it } from 'vitest';
import { layLanes, ticksOf } from '@/components/findings/around-lanes';
import type { ChangeRow } from '@/lib/domain/rows/topics';

const from = Date.parse('2026-02-11T14:00:00Z');
const to = from + 1_000_000;
const change = (id: string, share: number, kind: ChangeRow['kind'] = 'object'): ChangeRow => ({
  id,
  at: new Date(from + share * 1_000_000).toISOString(),
  kind,
  subject: { kind: 'Deployment', name: 'cvat-opa' },
  text: { key: id },
  tone: 'plain',
});

describe('what happened around a finding', () => {
  it('gives each kind its lane, in one order, and leaves out empty ones', () => {
    expect(layLanes([change('r', 0.5, 'run'), change('c', 0.2)], from, to, () => 0.1).map((lane) => lane.id)).toEqual(['changes', 'runs']);
  });
  it('moves words to the next line when they would overlap', () => {
    const [lane] = layLanes([change('a', 0.1), change('b', 0.15), change('c', 0.5)], from, to, () => 0.2);
    expect(lane?.marks.map((mark) => mark.line)).toEqual([0, 1, 0]);
    expect(lane?.lines).toBe(2);
  });
  it('writes to the left where the axis ends', () => {
    const [lane] = layLanes([change('a', 0.95)], from, to, () => 0.3);
    expect(lane?.marks[0]).toMatchObject({ toLeft: true, line: 0 });
  });
  it('keeps the mark and drops the words when every line is taken', () => {
    const [lane] = layLanes(
      [0.1, 0.11, 0.12, 0.13, 0.14].map((at) => change(`${at}`, at)),
      from,
      to,
      () => 0.5,
    );
    expect(lane?.marks.map((mark) => mark.line)).toEqual([0, 1, 2, 3, undefined]);
  });
  it('cuts the axis at round moments', () => {
    expect(ticksOf(from + 30_000, from + 930_000).map((ms) => new Date(ms).toISOString().slice(11, 16))).toEqual([
      '14:02',
      '14:04',
      '14:06',
      '14:08',
      '14:10',
      '14:12',
      '14:14',
    ]);
  });
});
