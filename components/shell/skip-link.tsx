import { useTranslations } from 'next-intl';

/** First stop of the keyboard: past the side bar. */
export function SkipLink() {
  const t = useTranslations('shell');
  return (
    <a
      href="#main"
      className="sr-only rounded-md bg-ink px-4 py-3 text-sm font-medium text-panel focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-20"
    >
      {t('skip')}
    </a>
  );
}
