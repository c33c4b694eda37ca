'use client';

import { NextIntlClientProvider } from 'next-intl';
import { type ComponentProps, type ReactNode, useEffect, useState } from 'react';
import { timeZoneCookie } from '@/lib/domain/language';

interface LanguageProviderProps {
  locale: string;
  messages: NonNullable<ComponentProps<typeof NextIntlClientProvider>['messages']>;
  /** The zone the server wrote this page in. */
  timeZone: string;
  children: ReactNode;
}

/**
 * Language and time zone of the reader. The server does not know the zone on the first visit and writes UTC; the browser then takes its own
 * and keeps it in a cookie, so that the next page is right from its first byte.
 */
export function LanguageProvider({ locale, messages, timeZone, children }: LanguageProviderProps) {
  const [zone, setZone] = useState(timeZone);
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (own === timeZone) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox.
    document.cookie = `${timeZoneCookie}=${encodeURIComponent(own)}; path=/; max-age=31536000; samesite=lax`;
    setZone(own);
  }, [timeZone]);
  return (
    <NextIntlClientProvider locale={locale} messages={messages} timeZone={zone} getMessageFallback={({ key }) => key}>
      {children}
    </NextIntlClientProvider>
  );
}
