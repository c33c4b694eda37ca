import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles } from './list-files';

const root = path.join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe('the surface of the web side', () => {
  const actions = listFiles(root, 'app').filter((f) => read(f).startsWith("'use server'"));
  it.each(actions)('%s exports nothing but calls of actions made by defineAction', (file) => {
    const text = read(file);
    const made = [...text.matchAll(/^const (\w+) = defineAction\(/gm)].map((m) => m[1]);
    const exported = [...text.matchAll(/^export (?:async )?(?:function|const) (\w+)[\s\S]*?(?=^export|(?![\s\S]))/gm)];
    expect(exported.length).toBeGreaterThan(0);
    for (const [body, name] of exported)
      expect(made.some((m) => new RegExp(`\\b${m}\\(`).test(body ?? '')) || /= defineAction\(/.test(body ?? ''), `${file}: ${name}`).toBe(true);
  });

  it('has no server action outside files that begin with the directive', () => {
    for (const file of [...listFiles(root, 'app'), ...listFiles(root, 'components')]) {
      const inline = read(file)
        .split('\n')
        .slice(1)
        .some((line) => /^\s+['"]use server['"]/.test(line));
      expect(inline, file).toBe(false);
    }
  });

  /** Routes anybody may call, each for a reason: probes of the platform, the forms of signing in and out (same origin only), the Models page where it is public, and the read API’s description, which is in the repository. */
  const open = new Set([
    'app/healthz/route.ts',
    'app/readyz/route.ts',
    'app/api/sign-in/route.ts',
    'app/api/sign-out/route.ts',
    'app/api/set-up/route.ts',
    'app/api/public/models/route.ts',
    'app/api/v1/openapi.json/route.ts',
  ]);
  const routes = listFiles(root, 'app').filter((f) => f.endsWith('/route.ts') && !open.has(f));
  it.each(routes)('%s asks who is there before it answers', (file) => {
    expect(read(file)).toMatch(/requirePermission\(|requireApiToken\(|= readRoute(<[^>]+>)?\('|= apiRoute\('/);
  });
  it.each(routes)('%s only reads', (file) => {
    expect(read(file)).not.toMatch(/export (?:async function|const) (?:POST|PUT|PATCH|DELETE)\b/);
  });

  it('uses no feature that let somebody in elsewhere', () => {
    for (const file of [...listFiles(root, 'app'), ...listFiles(root, 'components')]) {
      expect(read(file), file).not.toMatch(/dangerouslySetInnerHTML|next\/og|next\/image|['"]use cache['"]/);
    }
  });
});
