import type { ReactNode } from 'react';

export default function EntryLayout({ children }: { children: ReactNode }) {
  return <main className="mx-auto grid min-h-screen w-full max-w-[400px] content-center gap-4 px-4 py-8">{children}</main>;
}
