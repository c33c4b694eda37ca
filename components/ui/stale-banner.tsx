'use client';

import { useTranslations } from 'next-intl';
import { Moment } from '@/components/ui/moment';
import { Note } from '@/components/ui/note';
import { useNow } from '@/components/ui/use-now';
import { spanText } from '@/lib/domain/format-age';

/** The source of this page has been silent: everything stands as it was. Goes only after a complete re-read. */
export function StaleBanner({ asOf }: { asOf: string }) {
  const t = useTranslations();
  const ms = Date.parse(asOf);
  const span = useNow((now) => {
    const text = spanText(Math.max(1000, now - ms));
    return t(text.key, text.params);
  });
  return (
    <div className="mb-4">
      <Note icon="unknown" title={t('ui.stale.title', { span })}>
        {t.rich('ui.stale.text', { at: () => <Moment at={asOf} /> })}
      </Note>
    </div>
  );
}
