import { describe, expect, it } from 'vitest';
import { createSecretBox, sealedTextSchema } from '@/lib/auth/secret-box';

const [first, second] = ['a'.repeat(43), 'b'.repeat(43)];
const value = 'made-up-token';

describe('a sealed text', () => {
  it('opens under the secret that sealed it and holds neither text nor secret', () => {
    const box = createSecretBox(first);
    const sealed = box.seal('cvat-token', value);
    expect(sealedTextSchema.parse(JSON.parse(JSON.stringify(sealed)))).toEqual(sealed);
    expect(JSON.stringify(sealed)).not.toContain(value);
    expect(JSON.stringify(sealed)).not.toContain(first);
    expect(box.open('cvat-token', sealed)).toEqual({ state: 'open', text: value, renew: false });
  });

  it('differs each time', () => {
    const box = createSecretBox(first);
    expect(box.seal('cvat-token', value).text).not.toBe(box.seal('cvat-token', value).text);
  });

  it('says that the secret is another one now', () => {
    expect(createSecretBox(second).open('cvat-token', createSecretBox(first).seal('cvat-token', value))).toEqual({ state: 'other-secret' });
  });

  it('opens under a former secret and asks to be sealed again', () => {
    const sealed = createSecretBox(first).seal('cvat-token', value);
    const box = createSecretBox(second, [first]);
    expect(box.open('cvat-token', sealed)).toEqual({ state: 'open', text: value, renew: true });
    expect(box.open('cvat-token', box.seal('cvat-token', value))).toMatchObject({ renew: false });
  });

  it('is damaged when any part of it was changed, or when it was sealed for something else', () => {
    const box = createSecretBox(first);
    const sealed = box.seal('cvat-token', value);
    expect(box.open('other', sealed)).toEqual({ state: 'damaged' });
    for (const part of ['iv', 'tag', 'text'] as const) {
      const bytes = Buffer.from(sealed[part], 'base64');
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      expect(box.open('cvat-token', { ...sealed, [part]: bytes.toString('base64') }), part).toEqual({ state: 'damaged' });
      expect(box.open('cvat-token', { ...sealed, [part]: '' }), part).toEqual({ state: 'damaged' });
    }
    expect(box.open('cvat-token', { ...sealed, tag: sealed.tag.slice(0, 8) })).toEqual({ state: 'damaged' });
  });
});
