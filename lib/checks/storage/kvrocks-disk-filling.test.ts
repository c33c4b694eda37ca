import { describe, expect, it } from 'vitest';
import { judge, minutesAgo, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';
import { kvrocks, trend } from '@/lib/checks/shared/fixtures/store-facts';
import { kvrocksDiskFilling as check } from '@/lib/checks/storage/kvrocks-disk-filling';
import type { FillTrend } from '@/lib/domain/facts/storage';

const running = { id: 'r', functionId: 'yolo11x', task: 19, status: 'started', progress: 40, startedAt: minutesAgo(160) };
const trends = (...all: FillTrend[]) => ({ levels: [], missing: [], trends: all });

describe('kvrocks-disk-filling', () => {
  it('reports the level, what it is made of, who fills it and when it is full', () => {
    const finding = onlyFinding(check, { kvrocks: kvrocks(91), fillLevels: trends(trend(11)), inferenceRequests: [running] });
    expect(finding.severity).toBe('warning');
    expect(sentence(finding.title)).toBe('KVRocks volume is 91 % full');
    expect(sentence(finding.summary)).toContain('Auto-annotation of task #19 is running');
    expect(sentence(finding.summary)).toContain('The cache grows by 830 MiB an hour. It is full in about 11 hours.');
    const observed = Object.fromEntries(finding.evidence.map((e) => [e.label.split('.').at(-1), e.observed]));
    expect(observed).toMatchObject({
      level: '91.0 of 100 GiB',
      live: '83.7 GiB, 671 files',
      archive: '5.82 GiB, 90 files',
      fullAt: '2026-02-11T22:52Z (2026-02-11T20:40Z to 2026-02-12T02:10Z)',
      running: 'yolo11x, task 19, 40 %',
    });
    expect(finding.hints).toMatchObject({ pod: 'cvat-kvrocks-0', container: 'cvat-kvrocks-app-container', claim: 'cvat-kvrocks-data-cvat-kvrocks-0' });
  });

  it('is silent while there is room and time', () => {
    expect(judge(check, { kvrocks: kvrocks(66), fillLevels: trends(trend(undefined)) }).kind).toBe('ok');
    expect(judge(check, { kvrocks: kvrocks(66), fillLevels: trends(trend(200)) }).kind).toBe('ok');
  });

  it('judges by the level alone while trend and requests are unknown', () => {
    const finding = onlyFinding(check, { kvrocks: kvrocks(75) });
    expect(finding.severity).toBe('warning');
    expect(sentence(finding.summary)).toContain('Its growth is not measured yet.');
  });

  it('is critical from the critical level on, and when it is full within the critical time', () => {
    expect(onlyFinding(check, { kvrocks: kvrocks(92) }).severity).toBe('critical');
    expect(onlyFinding(check, { kvrocks: kvrocks(60), fillLevels: trends(trend(5)) }).severity).toBe('critical');
  });

  it('warns of the slope before the level does', () => {
    expect(onlyFinding(check, { kvrocks: kvrocks(60), fillLevels: trends(trend(40)) }).severity).toBe('warning');
  });

  it('makes no forecast of a handful of samples or of a nearly empty volume', () => {
    expect(judge(check, { kvrocks: kvrocks(60), fillLevels: trends(trend(5, { sampleCount: 3 })) }).kind).toBe('ok');
    expect(judge(check, { kvrocks: kvrocks(5), fillLevels: trends(trend(5)) }).kind).toBe('ok');
  });

  it('does not use the trend of another claim', () => {
    expect(judge(check, { kvrocks: kvrocks(60), fillLevels: trends(trend(5, { claim: 'cvat-backend-data' })) }).kind).toBe('ok');
  });

  it('folds under the refusal once writes are refused for lack of space', () => {
    const full = kvrocks(100, { write: { accepted: false, error: 'ERR IO error: No space left on device' } });
    expect(onlyFinding(check, { kvrocks: full }).causedBy).toMatchObject({ checkId: 'kvrocks-write-refused' });
    const loading = kvrocks(95, { write: { accepted: false, error: 'LOADING' } });
    expect(onlyFinding(check, { kvrocks: loading }).causedBy).toBeUndefined();
  });

  it('says what the data files hold where the directory could not be listed', () => {
    const { composition: _, ...bare } = kvrocks(80);
    expect(onlyFinding(check, { kvrocks: bare }).evidence.map((e) => e.observed)).toContain('73.6 GiB');
  });

  it('tells no files where only the totals came', () => {
    const facts = kvrocks(80);
    const { liveFiles: _live, archiveFiles: _archive, ...totals } = facts.composition ?? { liveBytes: 0, archiveBytes: 0, restBytes: 0 };
    const observed = onlyFinding(check, { kvrocks: { ...facts, composition: totals } }).evidence.map((e) => e.observed);
    expect(observed).toContain('73.6 GiB');
    expect(observed.join()).not.toContain('files');
  });

  it('does not take a missing capacity for an empty disk', () => {
    expect(judge(check, { kvrocks: kvrocks(0, { diskCapacityBytes: 0 }) }).kind).toBe('not-applicable');
  });
});
