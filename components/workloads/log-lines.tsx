'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { ScrollRegion } from '@/components/ui/scroll-region';

/** Log lines as plain text, newest at the bottom and in sight unless the reader scrolled up. */
export function LogLines({ lines, truncated, label, empty }: { lines: readonly string[]; truncated: boolean; label: string; empty: string }) {
  const t = useTranslations('workloads.log');
  const box = useRef<HTMLElement>(null);
  const atEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are what moves the view.
  useEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [lines]);
  const noteScroll = (el: HTMLElement) => {
    atEnd.current = el.scrollHeight - el.scrollTop - el.clientHeight < 24;
  };
  if (lines.length === 0) return <p className="text-ink2">{empty}</p>;
  return (
    <>
      {truncated && <small className="mb-1 block">{t('truncated')}</small>}
      <ScrollRegion
        ref={box}
        label={label}
        onScroll={(e) => noteScroll(e.currentTarget)}
        className="hairline-soft max-h-[480px] overflow-auto rounded-md bg-sunk px-3 py-2"
      >
        <pre className="text-xs leading-5 whitespace-pre-wrap text-ink2 wrap-anywhere">{lines.join('\n')}</pre>
      </ScrollRegion>
    </>
  );
}
