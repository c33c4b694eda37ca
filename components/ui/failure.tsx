'use client';

import { useTranslations } from 'next-intl';
import { Message } from '@/components/ui/message';
import { StatusIcon } from '@/components/ui/status-icon';
import { RequestFailed } from '@/lib/queries/request';

/** Why a read gave nothing, in the place of what was read. */
export function Failure({ error }: { error: unknown }) {
  const t = useTranslations('ui');
  return (
    <p role="alert" className="flex items-start gap-2 text-sm">
      <StatusIcon name={error instanceof RequestFailed && error.code === 'forbidden' ? 'denied' : 'unknown'} className="mt-0.5" />
      <span className="min-w-0">{error instanceof RequestFailed ? <Message text={error.text} /> : t('notRead')}</span>
    </p>
  );
}
