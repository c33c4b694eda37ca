'use client';

import { useTranslations } from 'next-intl';
import { useNow } from '@/components/ui/use-now';
import { usePlace } from '@/components/ui/use-place';
import { agoText } from '@/lib/domain/format-age';
import { formatMoment } from '@/lib/domain/format-moment';

const HOUR = 3_600_000;

/** "12 s ago" up to an hour, then the moment ("10:42", "9 Feb 10:42"). Ticks with the server's time; digits keep their width. */
export function Age({ at }: { at: string }) {
  const t = useTranslations();
  const place = usePlace();
  const ms = Date.parse(at);
  const text = useNow((now) => {
    if (now - ms >= HOUR) return formatMoment(ms, now, place);
    const ago = agoText(now - ms);
    return t(ago.key, ago.params);
  });
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {text}
    </time>
  );
}
