'use client';

import { useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { useId, useSyncExternalStore } from 'react';

const themes = ['light', 'dark', 'system'] as const;
const noChange = () => () => {};

/** Light, dark, or as the system has it. The server does not know the choice, so nothing is marked before hydration. */
export function ThemeChoice() {
  const t = useTranslations('shell.theme');
  const { theme, setTheme } = useTheme();
  const name = useId();
  const isHydrated = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  );
  return (
    <fieldset className="mb-1 px-2 py-1.5">
      <legend className="mb-1 text-xs text-ink3">{t('name')}</legend>
      <div className="flex rounded-md bg-hover p-0.5">
        {themes.map((value) => (
          <label
            key={value}
            className="target flex flex-1 cursor-pointer items-center justify-center rounded-sm px-2 py-1 text-ink2 has-checked:bg-panel has-checked:font-medium has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--line)] has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              value={value}
              checked={isHydrated && (theme ?? 'system') === value}
              onChange={() => setTheme(value)}
            />
            {t(value)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
