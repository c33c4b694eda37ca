import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/components/ui/link-button';
import { PageHead } from '@/components/ui/page-head';

export default async function ConsoleNotFound() {
  const t = await getTranslations('shell.error');
  return (
    <>
      <PageHead title={t('notFound')} sub={t('notFoundText')} />
      <LinkButton href="/">{t('toNow')}</LinkButton>
    </>
  );
}
