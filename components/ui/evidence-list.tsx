'use client';

import { useTranslations } from 'next-intl';
import { Age } from '@/components/ui/age';
import type { Evidence } from '@/lib/domain/finding';

interface EvidenceListProps {
  evidence: readonly Evidence[];
  /** Say where each value was read and when. When all are equal the card says it once. */
  withSource?: boolean;
  labelWidth?: number;
}

/** What was observed, what was expected, where it was read and when. Observed text comes from the cluster: shown as text, never as markup. */
export function EvidenceList({ evidence, withSource = true, labelWidth = 144 }: EvidenceListProps) {
  const t = useTranslations();
  return (
    <dl
      className="hairline-soft grid gap-y-1 rounded-md bg-sunk px-3 py-2 font-mono text-xs leading-5 wrap-anywhere text-ink2 [font-variant-ligatures:none] desk:gap-y-0"
      style={{ '--label': `${labelWidth}px` } as React.CSSProperties}
    >
      {evidence.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: evidence has no identity; the list is replaced as a whole.
        <div key={index} className="grid gap-x-3 desk:grid-cols-[var(--label)_minmax(0,1fr)]">
          <dt className="text-ink3">{t(item.label)}</dt>
          <dd className="min-w-0">
            {item.bad ? <strong className="font-semibold text-bad">{item.observed}</strong> : <span className="text-ink">{item.observed}</span>}
            {item.expected !== undefined && <span className="text-ink3"> · {t('ui.expected', { value: item.expected })}</span>}
            {withSource && (
              <span className="text-ink3">
                {' · '}
                {t(`words.source.${item.source.kind}`)}
                {item.source.detail && ` ${item.source.detail}`}, <Age at={item.at} />
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
