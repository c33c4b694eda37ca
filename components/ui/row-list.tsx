import type { ReactNode } from 'react';

export interface ListRow {
  readonly key: string;
  readonly start: ReactNode;
  readonly end?: ReactNode;
}

/** Short rows of one list: name at the left, state or moment at the right. */
export function RowList({ rows, label }: { rows: readonly ListRow[]; label?: string }) {
  return (
    <ul aria-label={label}>
      {rows.map((row) => (
        <li key={row.key} className="not-first:rule-above flex items-center justify-between gap-3 py-1.5 text-sm">
          <span className="min-w-0 wrap-anywhere">{row.start}</span>
          {row.end !== undefined && <span className="max-w-2/3 flex-none text-xs text-ink3">{row.end}</span>}
        </li>
      ))}
    </ul>
  );
}
