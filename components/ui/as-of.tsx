'use client';

import { useTranslations } from 'next-intl';
import { useNow } from '@/components/ui/use-now';
import { usePlace } from '@/components/ui/use-place';
import { spanText } from '@/lib/domain/format-age';
import { formatMoment } from '@/lib/domain/format-moment';

/** "as of 12:04:31"; with `withSpan` also how old that is: "as of 12:04:31 · 25 s". */
export function AsOf({ at, withSpan = false }: { at: string; withSpan?: boolean }) {
  const t = useTranslations();
  const place = usePlace();
  const ms = Date.parse(at);
  const text = useNow((now) => {
    const moment = formatMoment(ms, now, place, true);
    if (!withSpan) return t('ui.asOf', { moment });
    const span = spanText(Math.max(1000, now - ms));
    return t('ui.asOfSpan', { moment, span: t(span.key, span.params) });
  });
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {text}
    </time>
  );
}
