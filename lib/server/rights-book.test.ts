import { describe, expect, it } from 'vitest';
import { createRightsBook } from '@/lib/server/rights-book';
import { createTestClock } from '@/lib/snapshot/test-clock';

const rule = { apiGroup: 'apps', resource: 'deployments', verbs: ['patch', 'get'], namespaced: true, places: ['release'] as const };

describe('the book of rights', () => {
  it('says unknown until it asked, then what the server said, and asks each rule once', async () => {
    const asked: (string | undefined)[] = [];
    const book = createRightsBook({
      rules: [rule, { ...rule, verbs: ['get', 'patch'] }, { ...rule, namespaced: false, places: ['cluster'] }],
      namespaceOf: () => 'cvat',
      mayDo: async (_, namespace) => {
        asked.push(namespace);
        return namespace ? 'yes' : 'no';
      },
    });
    expect(book.held(rule)).toBe('unknown');
    expect(await book.refresh()).toBe(true);
    expect(asked).toEqual(['cvat', undefined]);
    expect(book.held({ ...rule, verbs: ['get', 'patch'] })).toBe('yes');
    expect(book.held({ ...rule, namespaced: false, places: ['cluster'] })).toBe('no');
    expect(await book.refresh()).toBe(false);
  });

  it('keeps what it knew while the server cannot be asked', async () => {
    let answer: 'yes' | 'unknown' = 'yes';
    const book = createRightsBook({ rules: [rule], namespaceOf: () => 'cvat', mayDo: async () => answer });
    await book.refresh();
    answer = 'unknown';
    expect(await book.refresh()).toBe(false);
    expect(book.held(rule)).toBe('yes');
  });

  it('spreads the questions over a round, tells each answer that changed, and ends with its signal', async () => {
    const clock = createTestClock();
    const stop = new AbortController();
    const asked: number[] = [];
    let changes = 0;
    let answer: 'yes' | 'no' = 'yes';
    const book = createRightsBook({
      rules: [rule, { ...rule, resource: 'statefulsets' }],
      namespaceOf: () => 'cvat',
      mayDo: async () => {
        asked.push(clock.now());
        return answer;
      },
    });
    const start = clock.now();
    const ended = book.keepAsking({ roundMs: 60_000, clock, signal: stop.signal, onChange: () => (changes += 1) });
    await clock.advance(120_000);
    expect(asked.map((at) => at - start)).toEqual([30_000, 60_000, 90_000, 120_000]);
    expect(changes).toBe(2);
    answer = 'no';
    await clock.advance(30_000);
    expect(changes).toBe(3);
    expect(book.held(rule)).toBe('no');
    stop.abort();
    await ended;
    expect(asked).toHaveLength(5);
  });

  it('asks in every namespace a rule has to be held in, and says no when one of them lacks it', async () => {
    const both = { ...rule, places: ['release', 'models'] as const };
    const book = createRightsBook({
      rules: [both],
      namespaceOf: (place) => (place === 'models' ? 'nuclio' : 'cvat'),
      mayDo: async (_, namespace) => (namespace === 'cvat' ? 'yes' : 'no'),
    });
    await book.refresh();
    expect(book.held(both)).toBe('no');
    expect(book.held(rule)).toBe('yes');
    expect([book.heldIn(rule, 'cvat'), book.heldIn(rule, 'nuclio'), book.heldIn(rule, 'other')]).toEqual(['yes', 'no', 'unknown']);
  });
});
