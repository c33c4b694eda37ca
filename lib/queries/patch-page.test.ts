import { describe, expect, it } from 'vitest';
import type { MapNodeRow, TopicPage } from '@/lib/domain/rows/topics';
import { patchPage } from '@/lib/queries/patch-page';

const row = (id: string, tone: MapNodeRow['tone'] = 'ok'): MapNodeRow => ({ id, group: 'web', label: id, tone });
const page: TopicPage<'map'> = { topic: 'map', seq: 4, asOf: '2026-02-11T10:00:00.000Z', rows: [row('a'), row('b'), row('c')] };

describe('patching a page of rows', () => {
  it('replaces, adds and removes rows in one step', () => {
    const next = patchPage(page, { topic: 'map', seq: 5, changed: [row('b', 'bad'), row('d')], gone: ['c'] });
    expect(next).toMatchObject({ seq: 5, rows: [row('a'), row('b', 'bad'), row('d')] });
  });

  it('keeps the identity of rows that did not change', () => {
    const next = patchPage(page, { topic: 'map', seq: 5, changed: [row('b', 'bad')], gone: [] });
    expect(next !== 'gap' && next.rows[0]).toBe(page.rows[0]);
  });

  it('ignores a change the page already holds', () => {
    expect(patchPage(page, { topic: 'map', seq: 4, changed: [row('a', 'bad')], gone: [] })).toBe(page);
  });

  it('asks for a new read when a change was missed', () => {
    expect(patchPage(page, { topic: 'map', seq: 6, changed: [], gone: ['a'] })).toBe('gap');
  });
});
