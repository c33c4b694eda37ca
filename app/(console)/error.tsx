'use client';

import { useTranslations } from 'next-intl';
import { FullPage } from '@/components/shell/full-page';
import { Button } from '@/components/ui/button';

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('shell.error');
  return (
    <FullPage title={t('title')} text={error.digest ? t('text', { digest: error.digest }) : t('textBare')}>
      <Button kind="primary" onClick={reset}>
        {t('again')}
      </Button>
    </FullPage>
  );
}
