import type { ReactNode } from 'react';

/** A page that only says why there is no page. */
export function FullPage({ title, text, children }: { title: ReactNode; text: ReactNode; children?: ReactNode }) {
  return (
    <main id="main" tabIndex={-1} className="mx-auto grid min-h-[70vh] w-full max-w-[560px] content-center gap-4 px-4 outline-none">
      <h1>{title}</h1>
      <p className="text-ink2">{text}</p>
      <div>{children}</div>
    </main>
  );
}
