'use client';

import { useTranslations } from 'next-intl';
import type { HeadRow } from '@/lib/domain/rows/topics';

/** What runs here. A version that was not read is left out, not guessed. */
export function Versions({ head }: { head: HeadRow | undefined }) {
  const t = useTranslations('shell.versions');
  if (!head) return null;
  return (
    <p className="px-2 py-2 text-xs text-ink3 wrap-anywhere">
      {head.namespace === undefined
        ? head.cluster
        : head.kubernetes
          ? t('place', { namespace: head.namespace, cluster: head.cluster, kubernetes: head.kubernetes })
          : t('bare', { namespace: head.namespace, cluster: head.cluster })}
      <br />
      {[head.chartVersion && t('chart', { version: head.chartVersion }), head.cvatVersion && t('cvat', { version: head.cvatVersion })]
        .filter(Boolean)
        .join(' · ')}
      <br />
      {head.nuclioVersion && t('nuclio', { version: head.nuclioVersion })}
    </p>
  );
}
