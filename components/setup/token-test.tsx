'use client';

import { useTranslations } from 'next-intl';
import { Message } from '@/components/ui/message';
import { Pill, type PillTone } from '@/components/ui/pill';
import type { IconName } from '@/components/ui/status-icon';
import type { CvatTokenTest } from '@/lib/domain/rows/cvat-token';
import { say } from '@/lib/domain/text';

const look: Record<CvatTokenTest['outcome'], { tone: PillTone; icon: IconName }> = {
  works: { tone: 'ok', icon: 'ok' },
  refused: { tone: 'bad', icon: 'denied' },
  unanswered: { tone: 'unknown', icon: 'unknown' },
};

/** What CVAT said of the token, and when. */
export function TokenTest({ test }: { test: CvatTokenTest | undefined }) {
  const t = useTranslations('setup.token.tests');
  if (!test) return <p className="text-sm text-ink3">{t('untested')}</p>;
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
      <Pill {...look[test.outcome]}>{t(test.outcome, { user: test.user ?? '' })}</Pill>
      {test.isAdmin !== undefined && <span className="text-ink2">{t(test.isAdmin ? 'admin' : 'notAdmin')}</span>}
      <small>
        <Message text={say('setup.token.tests.at', { at: test.at })} />
      </small>
    </p>
  );
}
