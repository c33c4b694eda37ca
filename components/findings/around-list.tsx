'use client';

import { useChangeWords } from '@/components/findings/use-change-words';
import { Moment } from '@/components/ui/moment';
import type { ChangeRow } from '@/lib/domain/rows/topics';

/** The same as the axis, as a list: oldest first. */
export function AroundList({ changes }: { changes: readonly ChangeRow[] }) {
  const wordsOf = useChangeWords();
  return (
    <ol>
      {changes.map((change) => (
        <li
          key={change.id}
          className={`not-first:rule-above grid grid-cols-[72px_minmax(0,1fr)] gap-3 py-2 text-sm desk:grid-cols-[112px_minmax(0,1fr)] ${change.tone === 'bad' ? 'text-bad' : ''}`}
        >
          <span className={change.tone === 'bad' ? '' : 'text-ink3'}>
            <Moment at={change.at} />
          </span>
          <span className="min-w-0 wrap-anywhere">
            {wordsOf(change)}
            <small className="block">
              {change.subject.kind} {change.subject.name}
              {change.by && ` · ${change.by}`}
            </small>
          </span>
        </li>
      ))}
    </ol>
  );
}
