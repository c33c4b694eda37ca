'use client';

import { useTranslations } from 'next-intl';
import { useNow } from '@/components/ui/use-now';
import { spanText } from '@/lib/domain/format-age';

interface SpanProps {
  from: string;
  /** Absent = until now, ticking. */
  to?: string | undefined;
}

/** How long something took or is taking: "41 ms", "22 s", "1 min 48 s". */
export function Span({ from, to }: SpanProps) {
  const t = useTranslations();
  const start = Date.parse(from);
  const end = to === undefined ? undefined : Date.parse(to);
  const text = useNow((now) => {
    const span = spanText(end === undefined ? Math.max(1000, now - start) : end - start);
    return t(span.key, span.params);
  });
  return <span className="whitespace-nowrap">{text}</span>;
}
