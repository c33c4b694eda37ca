import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { EntryForm } from '@/components/entry/entry-form';
import { EntryNote } from '@/components/entry/entry-note';
import { entryState } from '@/lib/server/entry-state';
import { findActor } from '@/lib/server/session';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('entry');
  return { title: t('signIn.submit') };
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const state = await entryState();
  if (state.needsSetUp) redirect('/set-up');
  if (await findActor()) redirect('/');
  const t = await getTranslations('entry');
  return (
    <>
      <h1>{t('signIn.title')}</h1>
      <EntryNote page="signIn" query={await searchParams} />
      <EntryForm
        action="/api/sign-in"
        submit={t('signIn.submit')}
        fields={[
          { name: 'username', label: t('username'), autoComplete: 'username' },
          { name: 'password', label: t('password'), type: 'password', autoComplete: 'current-password' },
        ]}
      />
      {state.publicModels && (
        <p className="text-sm text-ink2">
          <a className="underline underline-offset-3" href="/models">
            {t('signIn.models')}
          </a>
        </p>
      )}
    </>
  );
}
