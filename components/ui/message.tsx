'use client';

import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { useServerTime } from '@/components/providers/server-time';
import { usePlace } from '@/components/ui/use-place';
import { formatMoment } from '@/lib/domain/format-moment';
import type { Text } from '@/lib/domain/text';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/**
 * A sentence of the catalogue with its values. Values are inserted as text: whatever a cluster answers can never become markup. A value that
 * is an instant (ISO text) is written as a moment where the reader is. `<m>` in the catalogue = monospace.
 */
export function Message({ text }: { text: Text }) {
  const t = useTranslations();
  const place = usePlace();
  const time = useServerTime();
  const params: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(text.params ?? {})) {
    params[name] = typeof value === 'string' && INSTANT.test(value) ? formatMoment(Date.parse(value), time.initial(), place) : value;
  }
  return <Fragment>{t.rich(text.key, { ...params, m: (chunks) => <code>{chunks}</code> })}</Fragment>;
}
