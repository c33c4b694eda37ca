'use client';

import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useActor } from '@/components/providers/actor-provider';
import { FixForm } from '@/components/remediations/fix-form';
import { offReasonOf } from '@/components/remediations/off-reason';
import { rightText } from '@/components/remediations/right-text';
import { RiskPill } from '@/components/remediations/risk-pill';
import { usePlanFix } from '@/components/remediations/use-plan-fix';
import { Button } from '@/components/ui/button';
import { LinkButton } from '@/components/ui/link-button';
import { Message } from '@/components/ui/message';
import { Notice } from '@/components/ui/notice';
import { useMessage } from '@/components/ui/use-message';
import type { FindingRow, Offer } from '@/lib/domain/rows/topics';

interface FixOfferProps {
  finding: FindingRow;
  offer: Offer;
  isLive: boolean;
  isFirst: boolean;
}

/** One fix: what it does, what it risks, which rights it uses; what must be chosen first is asked in place. */
export function FixOffer({ finding, offer, isLive, isFirst }: FixOfferProps) {
  const t = useTranslations();
  const say = useMessage();
  const actor = useActor();
  const fix = usePlanFix(finding.id);
  const [isOpen, setOpen] = useState(false);
  const off = offReasonOf(offer, { actor, isLive });
  const fields = offer.fields ?? [];
  const kind = isFirst && !off && !finding.runId ? 'primary' : 'plain';
  return (
    <li className="not-first:rule-above grid gap-x-6 gap-y-2 py-3 first:pt-0 last:pb-0 desk:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <h3>
          <Message text={offer.name} />
        </h3>
        <p className="text-ink2">
          <Message text={offer.effect} />
        </p>
        <p className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink3">
          <RiskPill risk={offer.risk} />
          <span className="min-w-0 wrap-anywhere">{[t(`words.undoable.${offer.undoable ? 'yes' : 'no'}`), ...offer.needs.map(rightText)].join(' · ')}</span>
        </p>
        {off && (
          <p className="mt-2 text-sm text-ink2">
            <Message text={off} />
          </p>
        )}
      </div>
      <div className="grid content-start">
        {finding.runId ? (
          <LinkButton kind={isFirst ? 'primary' : 'plain'} href={`/runs/${finding.runId}` as Route}>
            {t('now.followRun')}
          </LinkButton>
        ) : (
          <Button
            kind={isOpen ? 'plain' : kind}
            pending={fix.isPlanning}
            offBecause={off && say(off)}
            {...(fields.length > 0 ? { 'aria-expanded': isOpen } : {})}
            onClick={() => (fields.length > 0 ? setOpen(!isOpen) : fix.plan(offer.remediationId))}
          >
            {fields.length > 0 ? t('finding.fixes.choose') : t('now.review')}
          </Button>
        )}
      </div>
      {isOpen && !off && (
        <div className="desk:col-span-2">
          <FixForm
            remediationId={offer.remediationId}
            fields={fields}
            errors={fix.fields}
            isPlanning={fix.isPlanning}
            isPrimary={kind === 'primary'}
            onPlan={(input) => fix.plan(offer.remediationId, input)}
          />
        </div>
      )}
      <div className="desk:col-span-2">
        <Notice text={fix.failure} />
      </div>
    </li>
  );
}
