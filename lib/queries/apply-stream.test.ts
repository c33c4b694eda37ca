import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type { Beat } from '@/lib/domain/rows/live';
import type { MapNodeRow, TopicPage } from '@/lib/domain/rows/topics';
import { applyChanges, catchUp } from '@/lib/queries/apply-stream';
import { topicKey } from '@/lib/queries/topics';

const row = (id: string): MapNodeRow => ({ id, group: 'web', label: id, tone: 'ok' });
function clientWithMap(seq: number): QueryClient {
  const client = new QueryClient();
  client.setQueryData<TopicPage<'map'>>(topicKey('map'), { topic: 'map', seq, asOf: '', rows: [row('a')] });
  return client;
}
const beat = (seq: number): Beat => ({ at: '', live: true, sources: {}, seqs: { map: seq, pods: 9 }, boot: 'a' });
const isInvalid = (client: QueryClient) => client.getQueryState(topicKey('map'))?.isInvalidated;

describe('applying the stream to the cache', () => {
  it('patches a topic that was read and leaves others unread', () => {
    const client = clientWithMap(1);
    applyChanges(client, [
      { topic: 'map', seq: 2, changed: [row('b')], gone: ['a'] },
      { topic: 'pods', seq: 8, changed: [], gone: ['x'] },
    ]);
    expect(client.getQueryData(topicKey('map'))).toMatchObject({ seq: 2, rows: [row('b')] });
    expect(client.getQueryData(topicKey('pods'))).toBeUndefined();
  });

  it('reads a topic again after a gap', () => {
    const client = clientWithMap(1);
    applyChanges(client, [{ topic: 'map', seq: 3, changed: [row('b')], gone: [] }]);
    expect(isInvalid(client)).toBe(true);
  });

  it('reads a topic again when a beat shows that it is behind, and not when it is level', () => {
    const level = clientWithMap(2);
    catchUp(level, beat(2), false);
    expect(isInvalid(level)).toBe(false);
    const behind = clientWithMap(1);
    catchUp(behind, beat(2), false);
    expect(isInvalid(behind)).toBe(true);
  });

  it('reads every topic again when the server started anew', () => {
    const client = clientWithMap(7);
    catchUp(client, beat(1), true);
    expect(isInvalid(client)).toBe(true);
  });
});
