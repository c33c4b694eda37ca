'use client';

import { useTranslations } from 'next-intl';
import type { Headline } from '@/components/now/headline';
import { Message } from '@/components/ui/message';
import { useNow } from '@/components/ui/use-now';
import { spanText } from '@/lib/domain/format-age';

/** Now's h1. */
export function HeadlineText({ headline }: { headline: Headline }) {
  const t = useTranslations('now.headline');
  if (headline.kind === 'silent') return <SilentText asOf={headline.asOf} cvatAnswers={headline.cvatAnswers} />;
  if (headline.kind === 'critical' || headline.kind === 'warning') {
    const [first, second] = headline.titles;
    if (!first) return null;
    return t.rich(`${headline.kind}${second ? 'Two' : 'One'}`, {
      first: () => <Message text={first} />,
      second: () => second && <Message text={second} />,
    });
  }
  if (headline.kind === 'denied') return t('denied', { right: headline.right ?? 'none' });
  if (headline.kind === 'partly-unknown') return t('partly-unknown', { n: headline.unknown });
  return t(headline.kind);
}

function SilentText({ asOf, cvatAnswers }: { asOf: string; cvatAnswers: boolean }) {
  const t = useTranslations();
  const ms = Date.parse(asOf);
  const span = useNow((now) => {
    const text = spanText(Math.max(1000, now - ms));
    return t(text.key, text.params);
  });
  return t(cvatAnswers ? 'now.headline.silentButCvat' : 'now.headline.silent', { span });
}
