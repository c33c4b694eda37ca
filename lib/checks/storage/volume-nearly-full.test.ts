import { describe, expect, it } from 'vitest';
import { container, pod } from '@/lib/checks/shared/fixtures/cluster-facts';
import { findingsOf, judge, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';
import { claim, GIB, KVROCKS_CLAIM, kvrocks, level, trend } from '@/lib/checks/shared/fixtures/store-facts';
import { volumeNearlyFull as check } from '@/lib/checks/storage/volume-nearly-full';
import type { FillLevel, FillTrend } from '@/lib/domain/facts/storage';

const fill = (levels: readonly FillLevel[], ...trends: FillTrend[]) => ({ fillLevels: { levels, missing: [], trends } });
const own = (hours: number | undefined, more: Partial<FillTrend> = {}) => trend(hours, { claim: 'cvat-backend-data', ...more });
const user = pod({ containers: [container({ mounts: [{ claim: 'cvat-backend-data', path: '/home/django/data' }] })] });

describe('volume-nearly-full', () => {
  it('reports the level with its source and moment, the growth and when it is full', () => {
    const finding = onlyFinding(check, { ...fill([level(98.5)], own(3)), claims: [claim()], pods: [user] });
    expect(sentence(finding.title)).toBe('cvat-backend-data is 98 % full');
    expect(finding.severity).toBe('critical');
    expect(finding.evidence[0]).toMatchObject({ observed: '49.3 of 50.0 GiB, 98.5 %', bad: true, source: { kind: 'kubelet', detail: 'polynode-1' } });
    expect(finding.evidence.map((e) => e.label.split('.').at(-1))).toEqual(['level', 'inodes', 'growth', 'fullAt', 'claim', 'mountedBy']);
    expect(finding.hints).toMatchObject({ claim: 'cvat-backend-data', storageClass: 'longhorn', requested: '50Gi' });
  });

  it('warns from the warning level on', () => {
    expect(onlyFinding(check, fill([level(85)])).severity).toBe('warning');
    expect(sentence(onlyFinding(check, fill([level(85)])).summary)).toContain('No forecast');
  });

  it('reports inodes while there is room for bytes', () => {
    const finding = onlyFinding(check, fill([level(40, { inodesUsed: 97, inodes: 100 })]));
    expect(sentence(finding.title)).toBe('cvat-backend-data has used 97 % of its inodes');
    expect(finding.evidence.filter((e) => e.bad).map((e) => e.observed)).toEqual(['97 of 100']);
  });

  it('reports a slope before the level, and only with enough samples', () => {
    expect(sentence(onlyFinding(check, fill([level(60)], own(40))).title)).toBe('cvat-backend-data will be full in about 40 hours');
    expect(onlyFinding(check, fill([level(60)], own(5))).severity).toBe('critical');
    expect(judge(check, fill([level(60)], own(100))).kind).toBe('ok');
    expect(judge(check, fill([level(60)], own(40, { sampleCount: 3 }))).kind).toBe('ok');
    expect(judge(check, fill([level(30)], own(40))).kind).toBe('ok');
  });

  it('reports a burst that would fill it within the hour', () => {
    const finding = onlyFinding(check, fill([level(80)], own(undefined, { burstBytesPerHour: 12 * GIB })));
    expect(sentence(finding.title)).toBe('cvat-backend-data is filling fast: full in about 50 minutes');
    expect(judge(check, fill([level(80)], own(undefined, { burstBytesPerHour: 5 * GIB }))).kind).toBe('ok');
  });

  it('leaves the KVRocks claim to its own check, unless KVRocks cannot be asked', () => {
    const cache = level(98, { claim: KVROCKS_CLAIM });
    expect(judge(check, { ...fill([cache]), kvrocks: kvrocks(98) }).kind).toBe('ok');
    expect(judge(check, fill([cache])).kind).toBe('found');
  });

  it('does not offer growth where the claim lies on the node’s disk, and folds under the node', () => {
    const finding = onlyFinding(check, { ...fill([level(96, { sharesNodeDisk: true })]), pods: [user] });
    expect(sentence(finding.summary)).toContain('Growing the claim would not help');
    expect(finding.causedBy).toMatchObject({ checkId: 'node-disk-pressure', subject: { kind: 'Node', name: 'polynode-1' } });
  });

  it('tells a disk that several claims lie on once, with all of them', () => {
    const disk = { id: 'node polynode-1 /opt', kind: 'node', place: 'polynode-1' } as const;
    const onDisk = (name: string) => level(96, { claim: name, sharesNodeDisk: true, disk });
    const finding = onlyFinding(check, fill([onDisk('b'), onDisk('a'), onDisk('c')]));
    expect(finding.subject.name).toBe('a');
    expect(finding.evidence.filter((e) => e.label.endsWith('sameDisk')).map((e) => e.observed)).toEqual(['cvat/b', 'cvat/c']);
    expect(findingsOf(check, fill([onDisk('a'), level(96, { claim: 'x' })]))).toHaveLength(2);
  });

  it('blames no node for the export of a file server', () => {
    const disk = { id: 'export 10.0.0.9:/data', kind: 'export', place: '10.0.0.9' } as const;
    const finding = onlyFinding(check, { ...fill([level(96, { sharesNodeDisk: true, disk })]), pods: [user] });
    expect(sentence(finding.summary)).toContain('an export of 10.0.0.9');
    expect(finding.causedBy).toBeUndefined();
  });

  it('judges neither a claim without a level nor one without a capacity', () => {
    expect(judge(check, { fillLevels: { levels: [], missing: [{ namespace: 'cvat', claim: 'x', reason: 'denied' }], trends: [] } }).kind).toBe('ok');
    expect(judge(check, fill([level(99, { capacityBytes: 0 })])).kind).toBe('ok');
  });

  it('makes one finding per claim', () => {
    expect(findingsOf(check, fill([level(90), level(90, { claim: 'data-cvat-postgresql-0' })]))).toHaveLength(2);
  });
});
