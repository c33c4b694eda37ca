import { readFileSync } from 'node:fs';
import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';
import { createMetrics } from '@/lib/server/metrics/metrics';

const page = readFileSync('docs/metrics.md', 'utf8');
const documented = new Set([...page.matchAll(/`(loupe_[a-z_]+)`/g)].map((match) => match[1]));

describe('docs/metrics.md', () => {
  it('names every metric Loupe has, and no other', async () => {
    const text = await createMetrics('1').text();
    const offered = new Set([...text.matchAll(/^# TYPE (loupe_[a-z_]+) /gm)].map((match) => match[1]));
    expect([...documented].sort()).toEqual([...offered].sort());
  });

  it('shows queries that Prometheus can parse', () => {
    const queries = page.split('\n').filter((line) => line.startsWith('    ') && !line.includes('#'));
    expect(queries.length).toBeGreaterThan(3);
    for (const query of queries) {
      let isBroken = false;
      parser.parse(query.trim()).iterate({
        enter: ({ type }) => {
          isBroken ||= type.isError;
        },
      });
      expect(isBroken, query).toBe(false);
    }
  });
});
