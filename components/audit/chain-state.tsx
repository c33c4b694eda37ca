'use client';

import { useTranslations } from 'next-intl';
import { Age } from '@/components/ui/age';
import { StatusIcon } from '@/components/ui/status-icon';
import type { AuditPage } from '@/lib/domain/rows/details';

/** Whether the chain of hashes held when it was last checked, and where it broke if not. */
export function ChainState({ chain, total }: { chain: AuditPage['chain']; total: number }) {
  const t = useTranslations('audit.chain');
  if (chain.state === 'broken') {
    return (
      <span className="flex items-start gap-2 text-bad">
        <StatusIcon name="bad" className="mt-0.5" />
        <span>{t('broken', { seq: chain.firstBadSeq ?? 0 })}</span>
      </span>
    );
  }
  if (chain.state === 'not-checked') {
    return (
      <span className="flex items-start gap-2">
        <StatusIcon name="unknown" className="mt-0.5" />
        <span>{t('notChecked', { total })}</span>
      </span>
    );
  }
  return (
    <span className="flex items-start gap-2">
      <StatusIcon name="ok" className="mt-0.5" />
      <span>
        <strong className="font-semibold">{t('unbroken')}</strong>{' '}
        {t.rich('verified', { count: chain.count ?? total, age: () => (chain.at ? <Age at={chain.at} /> : null) })}
      </span>
    </span>
  );
}
