'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';

const languages = [
  { code: 'en', short: 'EN', name: 'English' },
  { code: 'ru', short: 'RU', name: 'Русский' },
  { code: 'ja', short: '日本語', name: '日本語' },
] as const;

/** English, Russian, Japanese: kept in a cookie for a year. */
export function LanguageSwitch() {
  const t = useTranslations('models');
  const locale = useLocale();
  const router = useRouter();
  const choose = (code: string) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari; the value is one of our three codes.
    document.cookie = `locale=${code}; path=/; max-age=31536000; samesite=strict`;
    router.refresh();
  };
  return (
    <fieldset className="flex gap-0.5 rounded-md bg-hover p-0.5">
      <legend className="sr-only">{t('language')}</legend>
      {languages.map(({ code, short, name }) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-label={name}
          aria-pressed={locale === code}
          onClick={() => choose(code)}
          className="target rounded-sm px-3 py-1 text-sm text-ink2 aria-pressed:bg-panel aria-pressed:font-medium aria-pressed:text-ink"
        >
          {short}
        </button>
      ))}
    </fieldset>
  );
}
