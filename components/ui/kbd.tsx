import type { ReactNode } from 'react';

/** A key of the keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className="hairline inline-block min-w-4 rounded-[4px] bg-panel px-1.5 text-center font-sans text-key font-medium text-ink2">{children}</kbd>;
}
