import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import { getLocale, getMessages, getTimeZone } from 'next-intl/server';
import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';
import { LanguageProvider } from '@/components/providers/language-provider';
import { QueryProvider } from '@/components/providers/query-provider';
import { ServerTime } from '@/components/providers/server-time';
import { entryMessages, type Messages } from '@/lib/server/locale';
import './globals.css';

export const metadata: Metadata = {
  title: { template: '%s · Loupe', default: 'Loupe' },
  description: 'Watches a CVAT installation, says what is wrong and repairs it.',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f6f6f4' },
    { media: '(prefers-color-scheme: dark)', color: '#131312' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, messages, timeZone, sent] = await Promise.all([getLocale(), getMessages(), getTimeZone(), headers()]);
  const nonce = sent.get('x-nonce') ?? '';
  return (
    <html lang={locale} className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body>
        <ThemeProvider attribute="class" enableColorScheme={false} disableTransitionOnChange nonce={nonce}>
          <LanguageProvider locale={locale} messages={entryMessages(messages as Messages)} timeZone={timeZone}>
            <QueryProvider>
              <ServerTime now={Date.now()}>{children}</ServerTime>
            </QueryProvider>
          </LanguageProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}
