import { describe, expect, it } from 'vitest';
import { findingRow } from '@/components/findings/finding-row.fixture';
import { foldFindings } from '@/components/findings/fold-findings';
import { headRow } from '@/components/now/head-row.fixture';
import { headlineOf } from '@/components/now/headline';
import type { FindingRow, SourceRow } from '@/lib/domain/rows/topics';

const source = (kind: SourceRow['source']['kind'], state: SourceRow['state']): SourceRow => ({
  id: kind,
  name: { key: `words.source.${kind}` },
  source: { kind },
  state,
  deadlineSeconds: 10,
});
const seen = (findings: FindingRow[] = [], over: Partial<Parameters<typeof headlineOf>[0]> = {}) =>
  headlineOf({ head: headRow(), isLive: true, asOf: '2026-02-12T12:04:31Z', folded: foldFindings(findings), sources: [], ...over });

describe('Now’s sentence', () => {
  it('says that everything works only when every check could look', () => {
    expect(seen()).toEqual({ kind: 'well' });
    expect(seen([], { head: headRow({ checksUnknown: 4 }) })).toEqual({ kind: 'partly-unknown', unknown: 4 });
    expect(seen([], { head: headRow({ lastPassAt: undefined }) })).toEqual({ kind: 'waiting' });
  });
  it('names two critical causes and counts the rest', () => {
    const rows = ['a', 'b', 'c'].map((id) => findingRow({ id, severity: 'critical', title: { key: id } }));
    expect(seen(rows)).toEqual({ kind: 'critical', titles: [{ key: 'a' }, { key: 'b' }], more: 1 });
  });
  it('lets the cause speak for a critical effect', () => {
    const rows = [
      findingRow({ id: 'cause', severity: 'warning', title: { key: 'cause' } }),
      findingRow({ id: 'down', severity: 'critical', causeId: 'cause' }),
    ];
    expect(seen(rows)).toMatchObject({ kind: 'critical', titles: [{ key: 'cause' }] });
  });
  it('says silence before anything it knew', () => {
    const rows = [findingRow({ id: 'a', severity: 'critical' })];
    expect(seen(rows, { isLive: false, sources: [source('api-server', 'stale'), source('cvat', 'live')] })).toEqual({
      kind: 'silent',
      asOf: '2026-02-12T12:04:31Z',
      cvatAnswers: true,
    });
  });
  it('says that no installation is open where nothing is read for that reason, and silence before it', () => {
    const none = { isLive: false, asOf: undefined, head: headRow({ release: undefined, namespace: undefined }) };
    expect(seen([], { ...none, sources: [source('api-server', 'starting')] })).toEqual({ kind: 'no-installation' });
    expect(seen([], { ...none, sources: [source('api-server', 'unreachable')] })).toEqual({ kind: 'unreachable' });
  });
  it('tells a first reading from a refusal and from silence', () => {
    const first = { isLive: false, asOf: undefined };
    expect(seen([], { ...first, sources: [source('api-server', 'starting')] })).toEqual({ kind: 'starting' });
    expect(seen([], { ...first, sources: [source('api-server', 'unreachable')] })).toEqual({ kind: 'unreachable' });
    expect(seen([], { ...first, sources: [{ ...source('api-server', 'denied'), missingRight: 'list pods' }] })).toEqual({ kind: 'denied', right: 'list pods' });
  });
});
