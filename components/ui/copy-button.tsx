'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';

/** Copies a text and says so for two seconds. Both words take the same room. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const t = useTranslations('ui.copy');
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <button
      type="button"
      className="link target inline-flex items-center text-xs"
      aria-label={state === 'idle' && label ? t('label', { what: label }) : undefined}
      onClick={() => {
        navigator.clipboard.writeText(text).then(
          () => setState('copied'),
          () => setState('failed'),
        );
      }}
    >
      <span aria-live="polite">{t(state)}</span>
    </button>
  );
}
