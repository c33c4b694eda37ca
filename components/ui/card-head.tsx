import type { ReactNode } from 'react';

interface CardHeadProps {
  title: ReactNode;
  /** Second voice at the right: count, source and age of the whole card, or one link. */
  note?: ReactNode;
  id?: string;
  level?: 2 | 3;
}

/** Heading line of a card; wraps on a narrow screen. */
export function CardHead({ title, note, id, level = 3 }: CardHeadProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
      <Heading id={id}>{title}</Heading>
      {note !== undefined && <div className="text-xs text-ink3">{note}</div>}
    </div>
  );
}
