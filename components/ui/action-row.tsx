import type { ReactNode } from 'react';

/** Buttons in a row with what they cost, or why they are off, beside them. */
export function ActionRow({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm text-ink3">
      {children}
      {note && <span className="max-desk:basis-full desk:ml-1">{note}</span>}
    </div>
  );
}
