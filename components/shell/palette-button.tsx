'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';

const Palette = dynamic(() => import('@/components/shell/palette').then((module) => module.Palette), { ssr: false });

/** Opens the palette: by click, ⌘K or Ctrl K. Its code is fetched the first time it is wanted. */
export function PaletteButton() {
  const t = useTranslations('shell.palette');
  const [isWanted, setWanted] = useState(false);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      setWanted(true);
      setOpen((open) => !open);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Meta+K Control+K"
        className="hairline flex h-8 w-60 items-center justify-between rounded-md bg-panel px-3 text-sm text-ink3 hover:text-ink2"
        onPointerEnter={() => setWanted(true)}
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
      >
        <span>{t('open')}</span>
        <span aria-hidden>⌘K</span>
      </button>
      {isWanted && <Palette isOpen={isOpen} onOpenChange={setOpen} />}
    </>
  );
}
