import { getTranslations } from 'next-intl/server';
import { FullPage } from '@/components/shell/full-page';
import { LinkButton } from '@/components/ui/link-button';

export default async function Forbidden() {
  const t = await getTranslations('shell.error');
  return (
    <FullPage title={t('forbidden')} text={t('forbiddenText')}>
      <LinkButton href="/">{t('toNow')}</LinkButton>
    </FullPage>
  );
}
