import { describe, expect, it } from 'vitest';
import { createStreamClients, encodeFrame } from '@/lib/server/live/event-stream';

const decoder = new TextDecoder();
const frame = (text: string) => encodeFrame('changes', JSON.stringify(text));

describe('the readers of the stream', () => {
  it('get every frame in order', async () => {
    const clients = createStreamClients();
    const { stream } = clients.open(new AbortController().signal, [frame('first')]);
    clients.send(frame('second'));
    clients.closeAll();
    let text = '';
    for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) text += decoder.decode(chunk);
    expect(text).toBe('event: changes\ndata: "first"\n\nevent: changes\ndata: "second"\n\n');
  });

  it('are forgotten when their request ends, also one that ended before it began', () => {
    const clients = createStreamClients();
    const one = new AbortController();
    clients.open(one.signal, []);
    expect(clients.size).toBe(1);
    one.abort();
    expect(clients.size).toBe(0);
    clients.open(AbortSignal.abort(), []);
    expect(clients.size).toBe(0);
  });

  it('are forgotten when they cancel', async () => {
    const clients = createStreamClients();
    const { stream } = clients.open(new AbortController().signal, []);
    await stream.cancel();
    expect(clients.size).toBe(0);
    expect(() => clients.send(frame('x'))).not.toThrow();
  });

  it('are let go when they do not read, and hold up nobody else', async () => {
    const clients = createStreamClients();
    clients.open(new AbortController().signal, []);
    const quick = clients.open(new AbortController().signal, []);
    const reader = quick.stream.getReader();
    for (let i = 0; i < 6; i++) {
      clients.send(frame('x'.repeat(100_000)));
      await reader.read();
    }
    expect(clients.size).toBe(1);
    quick.close();
    expect(clients.size).toBe(0);
  });
});
