'use client';

import './globals.css';

/** When even the frame fails there is no catalogue either: English, without it. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto grid min-h-screen max-w-[560px] content-center gap-4 px-4">
          <h1>Loupe could not show this page.</h1>
          <p className="text-ink2">What happened stands in the log{error.digest ? ` under ${error.digest}` : ''}.</p>
          <div>
            <button type="button" className="rounded-md bg-ink px-4 py-3 text-sm font-medium text-panel" onClick={reset}>
              Try again
            </button>
          </div>
        </main>
      </body>
    </html>
  );
}
