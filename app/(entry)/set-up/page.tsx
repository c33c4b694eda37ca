import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { EntryForm } from '@/components/entry/entry-form';
import { EntryNote } from '@/components/entry/entry-note';
import { entryState } from '@/lib/server/entry-state';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('entry');
  return { title: t('setUp.title') };
}

export default async function SetUpPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  if (!(await entryState()).needsSetUp) redirect('/sign-in');
  const t = await getTranslations('entry');
  return (
    <>
      <h1>{t('setUp.title')}</h1>
      <p className="text-ink2">{t('setUp.sub')}</p>
      <EntryNote page="setUp" query={await searchParams} />
      <EntryForm
        action="/api/set-up"
        submit={t('setUp.submit')}
        fields={[
          { name: 'token', label: t('setUp.token'), autoComplete: 'one-time-code' },
          { name: 'username', label: t('username'), help: t('setUp.usernameHelp'), autoComplete: 'username', pattern: '[a-zA-Z0-9_.]{2,40}' },
          { name: 'password', label: t('password'), help: t('setUp.passwordHelp'), type: 'password', autoComplete: 'new-password', minLength: 10 },
        ]}
      />
    </>
  );
}
