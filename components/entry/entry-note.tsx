import { useTranslations } from 'next-intl';
import { Note } from '@/components/ui/note';

const codes = ['empty', 'refused', 'rate-limited', 'made', 'wrong-origin', 'ledger-unwritable', 'internal'] as const;

/** What became of the last attempt. The address holds only a code; unknown ones say nothing. */
export function EntryNote({ page, query }: { page: 'signIn' | 'setUp'; query: Record<string, string | string[] | undefined> }) {
  const t = useTranslations('entry');
  const code = codes.find((c) => c === query.error);
  if (!code) return null;
  const seconds = Number(query.seconds);
  return (
    <Note
      tone={code === 'made' ? 'plain' : 'bad'}
      live
      title={t(`${page}.answers.${code}`, { seconds: Number.isFinite(seconds) ? Math.min(seconds, 3600) : 300 })}
    />
  );
}
