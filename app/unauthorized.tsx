import { getTranslations } from 'next-intl/server';
import { FullPage } from '@/components/shell/full-page';
import { LinkButton } from '@/components/ui/link-button';

export default async function Unauthorized() {
  const t = await getTranslations('shell.error');
  return (
    <FullPage title={t('signedOut')} text={t('signedOutText')}>
      <LinkButton kind="primary" href="/sign-in">
        {t('signIn')}
      </LinkButton>
    </FullPage>
  );
}
