'use client';

import { useLocale, useTimeZone } from 'next-intl';
import type { Place } from '@/lib/domain/format-moment';

/** Where the reader is: language and time zone. */
export function usePlace(): Place {
  return { locale: useLocale(), timeZone: useTimeZone() ?? 'UTC' };
}
