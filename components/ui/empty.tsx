import type { ReactNode } from 'react';

interface EmptyProps {
  /** What is absent, as a fact. */
  title: ReactNode;
  /** Since when it was looked at, and the next thing that will happen. */
  children?: ReactNode;
}

/** Nothing here, and that was looked at. */
export function Empty({ title, children }: EmptyProps) {
  return (
    <div className="py-2">
      <p className="text-ink2">{title}</p>
      {children && <div className="mt-1 text-xs text-ink3">{children}</div>}
    </div>
  );
}
