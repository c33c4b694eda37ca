import type { ReactNode } from 'react';

interface CardHeadProps {
  title: ReactNode;
  /** Second voice at the right: count, source and age of the whole card, or one link. */
  note?: ReactNode;
  id?: string;
  /** Size of the heading; 3 is the smaller. Every card stands right below the page's h1. */
  level?: 2 | 3;
}

/** Heading line of a card; wraps on a narrow screen. */
export function CardHead({ title, note, id, level = 3 }: CardHeadProps) {
  return (
    <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
      <h2 id={id} className={level === 2 ? undefined : 'text-base font-semibold tracking-[-0.003em]'}>
        {title}
      </h2>
      {note !== undefined && <div className="text-xs text-ink3">{note}</div>}
    </div>
  );
}
