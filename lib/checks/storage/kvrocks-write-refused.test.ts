import { describe, expect, it } from 'vitest';
import { judge, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';
import { kvrocks } from '@/lib/checks/shared/fixtures/store-facts';
import { kvrocksDiskFilling } from '@/lib/checks/storage/kvrocks-disk-filling';
import { kvrocksWriteRefused as check } from '@/lib/checks/storage/kvrocks-write-refused';
import { refKey } from '@/lib/domain/resource-ref';

const noSpace = 'ERR IO error: No space left on device: While appending to file: /var/lib/kvrocks/db/000514.log: No space left on device';
const refusing = (error: string | undefined, more = {}) =>
  kvrocks(100, { write: error === undefined ? { accepted: false } : { accepted: false, error }, ...more });
const health = (working: boolean) => ({
  httpStatus: working ? 200 : 500,
  plugins: [{ name: 'Cache backend: media', status: working ? 'working' : 'unexpected result: Connection Error', working }],
});

describe('kvrocks-write-refused', () => {
  it('reports a full disk with the store’s own words and CVAT’s view of it', () => {
    const finding = onlyFinding(check, { kvrocks: refusing(noSpace), cvatHealth: health(false) });
    expect(finding.severity).toBe('critical');
    expect(sentence(finding.title)).toBe('KVRocks refuses writes: its disk is full');
    expect(finding.evidence[0]).toMatchObject({ observed: noSpace, expected: 'OK', bad: true });
    expect(finding.chain?.map((l) => l.state)).toEqual(['broken', 'follows', 'follows', 'follows']);
    expect(finding.hints).toMatchObject({ pod: 'cvat-kvrocks-0', cause: 'no-space' });
  });

  it.each([
    ['ERR write command not allowed when reached max-db-size.', {}, 'size-limit', 'critical'],
    ['LOADING kvrocks is loading the dataset in memory', { loading: true }, 'loading', 'warning'],
    ['READONLY You can not write against a read only replica.', {}, 'read-only', 'critical'],
    ['ERR IO error: Input/output error', { backgroundErrors: 3 }, 'background-error', 'critical'],
    ['something else', {}, 'other', 'critical'],
    [undefined, {}, 'other', 'critical'],
  ])('reads "%s" as a cause of its own', (error, more, cause, severity) => {
    expect(onlyFinding(check, { kvrocks: refusing(error, more) })).toMatchObject({ severity, hints: { cause } });
  });

  it('shows the size limit only where one is set', () => {
    const labels = (maxDbBytes: number) =>
      onlyFinding(check, { kvrocks: refusing('max-db-size', { maxDbBytes }) }).evidence.map((e) => e.label.split('.').at(-1));
    expect(labels(0)).not.toContain('limit');
    expect(labels(85e9)).toContain('limit');
  });

  it('is the one cause on top: the level folds under it', () => {
    const facts = { kvrocks: refusing(noSpace) };
    const cause = onlyFinding(check, facts);
    const level = onlyFinding(kvrocksDiskFilling, facts);
    expect(level.causedBy && refKey(level.causedBy.subject)).toBe(refKey(cause.subject));
    expect(cause.causedBy).toBeUndefined();
  });

  it('is silent while writes are accepted, however full the volume is', () => {
    expect(judge(check, { kvrocks: kvrocks(99) }).kind).toBe('ok');
  });
});
