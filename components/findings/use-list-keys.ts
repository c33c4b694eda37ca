'use client';

import { type RefObject, useEffect } from 'react';

/** j and k move through the findings, Enter opens one, p plans its fix. Not while somebody types or a dialog is open. */
export function useListKeys(list: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const root = list.current;
      if (!root || event.metaKey || event.ctrlKey || event.altKey || isElsewhere(event.target)) return;
      const cards = [...root.querySelectorAll<HTMLElement>('[data-finding]')];
      const current = document.activeElement instanceof HTMLElement ? document.activeElement.closest<HTMLElement>('[data-finding]') : null;
      const index = current ? cards.indexOf(current) : -1;
      if (event.key === 'j' || event.key === 'k') {
        event.preventDefault();
        const next = cards[Math.min(cards.length - 1, Math.max(0, index + (event.key === 'j' ? 1 : -1)))];
        next?.focus();
        next?.scrollIntoView({ block: 'nearest' });
      } else if (event.key === 'p') {
        current?.querySelector<HTMLElement>('[data-plan]:not(:disabled)')?.click();
      } else if (event.key === 'Enter' && current && document.activeElement === current) {
        current.querySelector<HTMLElement>('h2 a')?.click();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [list]);
}

function isElsewhere(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null;
}
