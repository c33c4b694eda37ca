'use client';

import { useTranslations } from 'next-intl';
import { Message } from '@/components/ui/message';
import type { SourceRow } from '@/lib/domain/rows/topics';

/** What happens at a source now, and the right it lacks. */
export function SourceNote({ source }: { source: SourceRow }) {
  const t = useTranslations('now.sources');
  return (
    <span className="text-ink2">
      {source.detail && <Message text={source.detail} />}
      {source.missingRight && <small className="block">{t.rich('right', { right: source.missingRight, m: (chunks) => <code>{chunks}</code> })}</small>}
    </span>
  );
}
