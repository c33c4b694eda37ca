'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';

export default function ConsoleError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('shell.error');
  return (
    <>
      <PageHead title={t('title')} sub={error.digest ? t('text', { digest: error.digest }) : t('textBare')} />
      <Button kind="primary" onClick={reset}>
        {t('again')}
      </Button>
    </>
  );
}
