'use client';

import { useTranslations } from 'next-intl';

/** Pods or their owners. */
export function ViewSwitch({ value, onChange }: { value: 'pods' | 'owners'; onChange: (next: 'pods' | 'owners') => void }) {
  const t = useTranslations('workloads.views');
  return (
    <fieldset className="flex gap-0.5 rounded-md bg-hover p-0.5">
      <legend className="sr-only">{t('label')}</legend>
      {(['pods', 'owners'] as const).map((view) => (
        <button
          key={view}
          type="button"
          aria-pressed={value === view}
          onClick={() => onChange(view)}
          className="target rounded-sm px-3 py-1 text-sm text-ink2 aria-pressed:bg-panel aria-pressed:font-medium aria-pressed:text-ink"
        >
          {t(view)}
        </button>
      ))}
    </fieldset>
  );
}
