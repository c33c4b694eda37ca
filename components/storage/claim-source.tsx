'use client';

import { useTranslations } from 'next-intl';
import { Age } from '@/components/ui/age';
import { StatusIcon } from '@/components/ui/status-icon';
import type { ClaimRow } from '@/lib/domain/rows/topics';

const reasons = ['not-mounted', 'no-df', 'denied', 'unreachable', 'block-volume'] as const;

/** Where the level was read, when, and what keeps a better source from telling; or why it was not read, and the right that would give it. */
export function ClaimSource({ claim }: { claim: ClaimRow }) {
  const t = useTranslations('storage.source');
  if (!claim.source || !claim.observedAt) {
    const reason = reasons.find((r) => r === claim.missing) ?? 'unreachable';
    return (
      <span className="flex items-start gap-2 text-unk">
        <StatusIcon name={reason === 'denied' ? 'denied' : 'unknown'} className="mt-0.5" />
        <span>
          {t(`missing.${reason}`)}
          {claim.atMost && <small className="block">{t('bound', { source: t(`kinds.${claim.atMost.source.kind}`) })}</small>}
          {claim.missingRight && <small className="block">{t.rich('needs', { right: claim.missingRight, m: (chunks) => <code>{chunks}</code> })}</small>}
        </span>
      </span>
    );
  }
  return (
    <>
      {t(`kinds.${claim.source.kind}`)}
      <small className="block">
        <Age at={claim.observedAt} />
      </small>
      {claim.better && (
        <small className="block">{t.rich(`better.${claim.better.obstacle}`, { right: claim.better.right ?? '', m: (chunks) => <code>{chunks}</code> })}</small>
      )}
    </>
  );
}
