import Link from 'next/link';

/** Name and mark. */
export function Brand() {
  return (
    <Link href="/" className="flex items-center gap-3 text-h2 font-bold max-desk:h-11">
      <svg viewBox="0 0 20 20" className="size-5" fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" aria-hidden="true">
        <circle cx="8.5" cy="8.5" r="6.75" />
        <path d="M14 14l4 4" />
      </svg>
      Loupe
    </Link>
  );
}
