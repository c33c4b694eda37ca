'use client';

import { useTranslations } from 'next-intl';
import { useHead } from '@/components/shell/use-head';
import { useNow } from '@/components/ui/use-now';
import { usePlace } from '@/components/ui/use-place';
import { spanText } from '@/lib/domain/format-age';
import { formatClock, formatMoment } from '@/lib/domain/format-moment';
import { useLive } from '@/lib/queries/live';

/** "Live · 11:52:12", or since when nothing came: shape, words and colour together. */
export function LiveState() {
  const t = useTranslations();
  const place = usePlace();
  const { head, isLive, asOf } = useHead();
  const isLost = useLive().connection === 'lost';
  const text = useNow((now) => {
    if (isLive) return t('shell.live', { time: formatClock(now, place, true) });
    if (!asOf) return t('shell.starting');
    const span = spanText(Math.max(1000, now - Date.parse(asOf)));
    const since = { span: t(span.key, span.params), moment: formatMoment(Date.parse(asOf), now, place, true) };
    return t(isLost ? 'shell.lost' : 'shell.silent', since);
  });
  if (!head) return null;
  return (
    <span className={isLive || !asOf ? 'flex items-center gap-2 whitespace-nowrap' : 'flex items-center gap-2 font-medium text-warn'}>
      <span aria-hidden className={isLive ? 'size-2 flex-none rounded-full bg-ok' : 'size-2 flex-none rounded-full border-2 border-current'} />
      <span className="tabular-nums">{text}</span>
    </span>
  );
}
