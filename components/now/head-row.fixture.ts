import type { HeadRow } from '@/lib/domain/rows/topics';

/** A healthy installation's head row, with what the test is about on top. */
export function headRow(over: Partial<HeadRow> = {}): HeadRow {
  return {
    id: 'now',
    cluster: 'lab-k3s',
    namespace: 'cvat',
    release: 'cvat',
    live: true,
    asOf: '2026-02-12T12:04:31Z',
    critical: 0,
    warning: 0,
    info: 0,
    checksPassed: 72,
    checksUnknown: 0,
    checksTotal: 75,
    lastPassAt: '2026-02-12T12:04:31Z',
    lab: true,
    ...over,
  };
}
