import type { ReactNode } from 'react';

export interface KeyValue {
  readonly key: string;
  readonly label: ReactNode;
  readonly value: ReactNode;
}

/** Labels and values in two columns. */
export function KeyValues({ rows, labelWidth = 120 }: { rows: readonly KeyValue[]; labelWidth?: number }) {
  return (
    <dl className="grid content-start gap-y-2 text-sm" style={{ '--label': `${labelWidth}px` } as React.CSSProperties}>
      {rows.map((row) => (
        <div key={row.key} className="grid grid-cols-[104px_minmax(0,1fr)] gap-3 desk:grid-cols-[var(--label)_minmax(0,1fr)]">
          <dt className="text-ink3">{row.label}</dt>
          <dd className="min-w-0 wrap-anywhere">{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
