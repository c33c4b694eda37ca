'use client';

import { useNow } from '@/components/ui/use-now';
import { usePlace } from '@/components/ui/use-place';
import { formatMoment } from '@/lib/domain/format-moment';

/** A moment by the clock: "10:42:07" today, "9 Feb 10:42:07" otherwise. */
export function Moment({ at, seconds = true }: { at: string; seconds?: boolean }) {
  const place = usePlace();
  const ms = Date.parse(at);
  const text = useNow((now) => formatMoment(ms, now, place, seconds));
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {text}
    </time>
  );
}
