import { describe, expect, it } from 'vitest';
import { type PaletteItem, searchItems } from '@/components/shell/palette-items';

const item = (name: string, note?: string): PaletteItem => ({ id: name, name, icon: 'go', href: '/', ...(note ? { note } : {}) });
const names = (text: string, ...items: PaletteItem[]) => searchItems([{ id: 'goTo', items }], text).flatMap((group) => group.items.map((i) => i.name));

describe('searching the palette', () => {
  it('puts names that begin with the text before names that hold it', () => {
    expect(names('kv', item('cvat-kvrocks-0'), item('KVRocks volume is 91 % full'))).toEqual(['KVRocks volume is 91 % full', 'cvat-kvrocks-0']);
  });
  it('wants every word, in the name or the note', () => {
    expect(names('compact low', item('Compact KVRocks', 'low risk'), item('Compact nothing'))).toEqual(['Compact KVRocks']);
  });
  it('leaves out groups without a match, and shows at most six of a group', () => {
    expect(searchItems([{ id: 'findings', items: [item('a')] }], 'zzz')).toEqual([]);
    expect(names('', ...Array.from({ length: 9 }, (_, n) => item(`pod-${n}`)))).toHaveLength(6);
  });
});
