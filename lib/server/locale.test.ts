import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { entryMessages, type Messages } from '@/lib/server/locale';
import english from '@/messages/en.generated.json';

const outside = ['app/(entry)', 'app/models', 'components/entry', 'components/models', 'components/ui'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => `${folder}/${file}`),
);

describe('what the pages outside the console may say', () => {
  it('leaves the words of checks and remediations out', () => {
    const kept = entryMessages(english as Messages);
    expect(Object.keys(kept)).not.toContain('checks');
    expect(JSON.stringify(kept).length).toBeLessThan(JSON.stringify(english).length / 4);
  });

  it('holds every part of the catalogue that their components name', () => {
    const named = outside.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/useTranslations\('([a-z-]+)/g)].map((match) => match[1]));
    expect(named.length).toBeGreaterThan(5);
    expect(Object.keys(entryMessages(english as Messages))).toEqual(expect.arrayContaining([...new Set(named)]));
  });
});
