import { describe, expect, it } from 'vitest';
import type { MapNodeRow } from '@/lib/domain/rows/topics';
import { createLiveHub } from '@/lib/server/live/live-hub';
import { createTopicBoard } from '@/lib/server/live/topic-board';
import { createTestClock } from '@/lib/snapshot/test-clock';

const row = (id: string): MapNodeRow => ({ id, group: 'web', label: id, tone: 'ok' });

function set() {
  const clock = createTestClock();
  const board = createTopicBoard();
  const hub = createLiveHub({ board, clock, describe: () => ({ at: new Date(clock.now()).toISOString(), live: true, sources: {} }) });
  const sent: { event: string; data: unknown }[] = [];
  const { stream } = hub.open(new AbortController().signal);
  const read = async () => {
    for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
      const [, event = '', data = ''] = /^event: (\w+)\ndata: (.*)\n\n$/.exec(new TextDecoder().decode(chunk)) ?? [];
      if (event) sent.push({ event, data: JSON.parse(data) });
    }
  };
  void read();
  return { clock, board, hub, sent, changes: () => sent.filter((s) => s.event === 'changes') };
}

describe('the live hub', () => {
  it('begins with a beat and sends one every two seconds, whatever happens', async () => {
    const { clock, hub, sent } = set();
    hub.start();
    await clock.advance(4_100);
    expect(sent.map((s) => s.event)).toEqual(['beat', 'beat', 'beat']);
    hub.stop();
  });

  it('sends a change at once, and what follows within 30 ms as one', async () => {
    const { clock, board, hub, changes } = set();
    const change = (id: string) => {
      board.patch('map', [row(id)], []);
      hub.poke();
    };
    change('a');
    await clock.advance(0);
    expect(changes()).toMatchObject([{ data: [{ topic: 'map', seq: 1, changed: [{ id: 'a' }] }] }]);
    await clock.advance(10);
    change('b');
    await clock.advance(10);
    change('c');
    expect(changes()).toHaveLength(1);
    await clock.advance(15);
    expect(changes()[1]).toMatchObject({ data: [{ topic: 'map', seq: 2, changed: [{ id: 'b' }, { id: 'c' }] }] });
    hub.stop();
  });

  it('never lets a beat name a sequence that was not sent', async () => {
    const { clock, board, hub, sent } = set();
    hub.start();
    await clock.advance(1_990);
    board.patch('map', [row('a')], []);
    await clock.advance(20);
    expect(sent.slice(1)).toMatchObject([{ event: 'changes' }, { event: 'beat', data: { seqs: { map: 1 } } }]);
    hub.stop();
  });

  it('closes every stream when it stops', async () => {
    const { hub } = set();
    hub.stop();
    expect(hub.clients.size).toBe(0);
  });
});
