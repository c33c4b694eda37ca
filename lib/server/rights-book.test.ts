import { describe, expect, it } from 'vitest';
import { createRightsBook } from '@/lib/server/rights-book';

const rule = { apiGroup: 'apps', resource: 'deployments', verbs: ['patch', 'get'], namespaced: true };

describe('the book of rights', () => {
  it('says unknown until it asked, then what the server said, and asks each rule once', async () => {
    const asked: (string | undefined)[] = [];
    const book = createRightsBook({
      rules: [rule, { ...rule, verbs: ['get', 'patch'] }, { ...rule, namespaced: false }],
      namespace: 'cvat',
      mayDo: async (_, namespace) => {
        asked.push(namespace);
        return namespace ? 'yes' : 'no';
      },
    });
    expect(book.held(rule)).toBe('unknown');
    expect(await book.refresh()).toBe(true);
    expect(asked).toEqual(['cvat', undefined]);
    expect(book.held({ ...rule, verbs: ['get', 'patch'] })).toBe('yes');
    expect(book.held({ ...rule, namespaced: false })).toBe('no');
    expect(await book.refresh()).toBe(false);
  });

  it('keeps what it knew while the server cannot be asked', async () => {
    let answer: 'yes' | 'unknown' = 'yes';
    const book = createRightsBook({ rules: [rule], namespace: 'cvat', mayDo: async () => answer });
    await book.refresh();
    answer = 'unknown';
    expect(await book.refresh()).toBe(false);
    expect(book.held(rule)).toBe('yes');
  });
});
