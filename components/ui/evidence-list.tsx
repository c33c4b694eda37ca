'use client';

import { useTranslations } from 'next-intl';
import type { CSSProperties } from 'react';
import { EvidenceSource } from '@/components/ui/evidence-source';
import { sharedSource } from '@/components/ui/shared-source';
import type { Evidence } from '@/lib/domain/finding';

/** About two lines. */
const BRIEF = 140;

interface EvidenceListProps {
  evidence: readonly Evidence[];
  /** In a list of findings: long values are cut, objects are not named, and one source for all is said once. */
  brief?: boolean;
  labelWidth?: number;
}

/** What was observed, what was expected, where it was read and when. Observed text comes from the cluster: shown as text, never as markup. */
export function EvidenceList({ evidence, brief = false, labelWidth = 144 }: EvidenceListProps) {
  const t = useTranslations();
  const shown = (observed: string) => (brief && observed.length > BRIEF ? `${observed.slice(0, BRIEF).trimEnd()}…` : observed);
  const shared = brief ? sharedSource(evidence) : undefined;
  return (
    <div
      className="hairline-soft rounded-md bg-sunk px-3 py-2 font-mono text-xs leading-5 wrap-anywhere text-ink2 [font-variant-ligatures:none]"
      style={{ '--label': `${labelWidth}px` } as CSSProperties}
    >
      <dl className="grid gap-y-1 desk:gap-y-0">
        {evidence.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: evidence has no identity; the list is replaced as a whole.
          <div key={index} className="grid gap-x-3 desk:grid-cols-[var(--label)_minmax(0,1fr)]">
            <dt className="text-ink3">{t(item.label)}</dt>
            <dd className="min-w-0">
              {item.bad ? <strong className="font-semibold text-bad">{shown(item.observed)}</strong> : <span className="text-ink">{shown(item.observed)}</span>}
              <span className="text-ink3">
                {item.expected !== undefined && <> · {t('ui.expected', { value: item.expected })}</>}
                {!shared && (
                  <>
                    {' · '}
                    <EvidenceSource item={item} withDetail={!brief} />
                  </>
                )}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      {shared && (
        <p className="text-ink3 desk:pl-[calc(var(--label)+12px)]">
          <EvidenceSource item={shared} withDetail={false} />
        </p>
      )}
    </div>
  );
}
