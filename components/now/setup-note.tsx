'use client';

import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { needsSetup } from '@/components/now/needs-setup';
import { LinkButton } from '@/components/ui/link-button';
import { Note } from '@/components/ui/note';
import type { SourceRow } from '@/lib/domain/rows/topics';

/** Leads to the setup page while something is not found or not granted. */
export function SetupNote({ sources }: { sources: readonly SourceRow[] }) {
  const t = useTranslations('now.setup');
  const count = sources.filter(needsSetup).length;
  if (count === 0) return null;
  return (
    <Note tone="plain" title={t('title', { count })} action={<LinkButton href={'/settings/setup' as Route}>{t('link')}</LinkButton>}>
      {t('text')}
    </Note>
  );
}
