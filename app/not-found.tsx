import { getTranslations } from 'next-intl/server';
import { FullPage } from '@/components/shell/full-page';
import { LinkButton } from '@/components/ui/link-button';

export default async function NotFound() {
  const t = await getTranslations('shell.error');
  return (
    <FullPage title={t('notFound')} text={t('notFoundText')}>
      <LinkButton href="/">{t('toNow')}</LinkButton>
    </FullPage>
  );
}
