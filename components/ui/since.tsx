'use client';

import { useTranslations } from 'next-intl';
import { useNow } from '@/components/ui/use-now';
import { usePlace } from '@/components/ui/use-place';
import { spanText } from '@/lib/domain/format-age';
import { formatShortMoment } from '@/lib/domain/format-moment';

interface SinceProps {
  at: string;
  /** With how long that is: "since 10:42 · 1 h 10 min". */
  withSpan?: boolean;
}

/** Since when a state has held. The span moves in whole minutes once it is longer than one. */
export function Since({ at, withSpan = true }: SinceProps) {
  const t = useTranslations();
  const place = usePlace();
  const ms = Date.parse(at);
  const text = useNow((now) => {
    const moment = formatShortMoment(ms, now, place);
    if (!withSpan) return t('ui.since', { moment });
    const span = spanText(coarse(now - ms));
    return t('ui.sinceSpan', { moment, span: t(span.key, span.params) });
  });
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {text}
    </time>
  );
}

/** Whole minutes above one minute: a state's length is not a stopwatch. */
function coarse(ms: number): number {
  return ms < 60_000 ? Math.max(1000, ms) : Math.floor(ms / 60_000) * 60_000;
}
