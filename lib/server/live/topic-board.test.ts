import { describe, expect, it } from 'vitest';
import type { MapNodeRow, TopicChange } from '@/lib/domain/rows/topics';
import { patchPage } from '@/lib/queries/patch-page';
import { createTopicBoard } from '@/lib/server/live/topic-board';

const row = (id: string, tone: MapNodeRow['tone'] = 'ok'): MapNodeRow => ({ id, group: 'web', label: id, tone });
const changesOf = (text: string | undefined) => JSON.parse(text ?? '[]') as TopicChange<'map'>[];

describe('the board of topics', () => {
  it('tells only rows that differ, once, and counts', () => {
    const board = createTopicBoard();
    board.replace('map', [row('a'), row('b')]);
    expect(changesOf(board.takeChanges())).toEqual([{ topic: 'map', seq: 1, changed: [row('a'), row('b')], gone: [] }]);
    board.replace('map', [row('a'), row('b', 'bad')]);
    expect(changesOf(board.takeChanges())).toEqual([{ topic: 'map', seq: 2, changed: [row('b', 'bad')], gone: [] }]);
    board.replace('map', [row('a'), row('b', 'bad')]);
    expect(board.hasChanges).toBe(false);
    expect(board.takeChanges()).toBeUndefined();
  });

  it('tells rows that went, and not those that came back in between', () => {
    const board = createTopicBoard();
    board.replace('map', [row('a'), row('b')]);
    board.takeChanges();
    board.replace('map', [row('a')]);
    board.patch('map', [row('b', 'warn')], ['a']);
    expect(changesOf(board.takeChanges())).toEqual([{ topic: 'map', seq: 2, changed: [row('b', 'warn')], gone: ['a'] }]);
  });

  it('gathers many changes of one row into the last', () => {
    const board = createTopicBoard();
    for (const tone of ['ok', 'warn', 'bad'] as const) board.patch('map', [row('a', tone)], []);
    expect(changesOf(board.takeChanges())[0]?.changed).toEqual([row('a', 'bad')]);
  });

  it('answers the same page as text and as an object', () => {
    const board = createTopicBoard();
    board.replace('map', [row('a'), row('"<b>')]);
    board.takeChanges();
    expect(JSON.parse(board.pageJson('map', 'now'))).toEqual(board.page('map', 'now'));
    expect(board.seqs().map).toBe(1);
  });

  it('leads a reader that joins at any moment to the same rows', () => {
    const board = createTopicBoard();
    board.replace('map', [row('a')]);
    board.takeChanges();
    board.patch('map', [row('b')], []);
    const joined = board.page('map', '');
    const [change] = changesOf(board.takeChanges());
    const after = change && patchPage(joined, change);
    expect(after).toMatchObject({ seq: 2, rows: [row('a'), row('b')] });
  });
});
