import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = path.join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly description: string };
}
interface Panel {
  readonly title: string;
  readonly targets: readonly { readonly expr: string }[];
}

const rules = (parse(read('charts/loupe/files/rules.yaml')) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(read('charts/loupe/files/dashboard.json')) as { panels: Panel[] };
const expressions = [
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
  ...dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
];
/** Names and labels that docs/metrics.md promises; a test beside the metrics holds that table against the process. */
const documented = new Map(
  read('docs/metrics.md')
    .split('\n')
    .filter((line) => line.startsWith('| `loupe_'))
    .flatMap((line) => {
      const [, names = '', kind = '', labels = ''] = line.split('|').map((cell) => cell.trim());
      return [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => [name, { kind, labels: labels === '–' ? [] : labels.split(', ') }] as const);
    }),
);

/** Where a PromQL text cannot be parsed, as its own words. */
function faultsOf(expr: string): string[] {
  const faults: string[] = [];
  parser.parse(expr).iterate({
    enter: (node) => {
      if (node.type.isError) faults.push(expr.slice(Math.max(0, node.from - 10), node.to + 10));
    },
  });
  return faults;
}

function nodesOf(expr: string, name: string): string[] {
  const found: string[] = [];
  parser.parse(expr).iterate({
    enter: (node) => {
      if (node.name === name) found.push(expr.slice(node.from, node.to));
    },
  });
  return found;
}

const baseName = (metric: string) => metric.replace(/_(bucket|sum|count)$/, '');

describe('the PromQL of the chart', () => {
  it('is all there, and the reader of it sees', () => {
    expect(nodesOf('sum by (check) (loupe_findings{severity="critical"})', 'LabelName')).toEqual(['check', 'severity']);
    expect(rules.length).toBeGreaterThan(5);
    expect(dashboard.panels.length).toBeGreaterThan(10);
    expect(faultsOf('sum by (check (loupe_findings)')).not.toEqual([]);
  });

  it.each(expressions)('%s parses: %s', (_, expr) => {
    expect(faultsOf(expr)).toEqual([]);
  });

  it.each(expressions)('%s asks for what is documented: %s', (_, expr) => {
    const names = nodesOf(expr, 'VectorSelector').map((selector) => selector.replace(/\{.*/s, ''));
    expect(names.length).toBeGreaterThan(0);
    const ours = names.filter((name) => name.startsWith('loupe_'));
    expect(ours.filter((name) => !documented.has(name) && documented.get(baseName(name))?.kind !== 'histogram')).toEqual([]);
    expect(names.filter((name) => !name.startsWith('loupe_') && name !== 'process_resident_memory_bytes')).toEqual([]);
    const known = new Set([...ours.flatMap((name) => (documented.get(name) ?? documented.get(baseName(name)))?.labels ?? []), 'le', 'instance', 'job']);
    expect(nodesOf(expr, 'LabelName').filter((label) => !known.has(label))).toEqual([]);
  });

  it('counts only what counts: increase and rate of counters', () => {
    for (const [title, expr] of expressions) {
      for (const [, name = ''] of expr.matchAll(/(?:rate|increase)\((\w+)/g)) {
        expect(['counter', 'histogram'], `${title}: ${name}`).toContain((documented.get(name) ?? documented.get(baseName(name)))?.kind);
      }
    }
  });
});

describe('the rules', () => {
  it('have a name, a severity and two sentences each, once', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const { alert, labels, annotations } of rules) {
      expect(['info', 'warning', 'critical'], alert).toContain(labels.severity);
      expect(annotations.summary, alert).toMatch(/\.$/);
      expect(annotations.description, alert).toMatch(/\.$/);
    }
  });

  it('say only labels their expression leaves', () => {
    for (const { alert, expr, annotations } of rules) {
      const by = nodesOf(expr, 'GroupingLabels').flatMap((text) => text.replace(/[()\s]/g, '').split(','));
      const own = nodesOf(expr, 'VectorSelector').flatMap((selector) => documented.get(selector.replace(/\{.*/s, ''))?.labels ?? []);
      const kept = by.length > 0 ? by : own;
      const said = [...`${annotations.summary}${annotations.description}`.matchAll(/\$labels\.(\w+)/g)].map((match) => match[1] ?? '');
      expect(
        said.filter((label) => !kept.includes(label)),
        alert,
      ).toEqual([]);
    }
  });
});
