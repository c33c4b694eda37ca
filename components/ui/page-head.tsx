import type { ReactNode } from 'react';

/** The page's one sentence (h1) and its second line. */
export function PageHead({ title, sub }: { title: ReactNode; sub?: ReactNode }) {
  return (
    <header className="mt-3 mb-4 max-w-[800px] desk:mt-4 desk:mb-6">
      <h1 className="wrap-anywhere">{title}</h1>
      {sub !== undefined && <div className="mt-1 text-ink2 wrap-anywhere">{sub}</div>}
    </header>
  );
}
