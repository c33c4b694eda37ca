'use client';

import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { useActor } from '@/components/providers/actor-provider';
import { offReasonOf } from '@/components/remediations/off-reason';
import { usePlanFix } from '@/components/remediations/use-plan-fix';
import { ActionRow } from '@/components/ui/action-row';
import { Button } from '@/components/ui/button';
import { LinkButton } from '@/components/ui/link-button';
import { Message } from '@/components/ui/message';
import { Notice } from '@/components/ui/notice';
import { useMessage } from '@/components/ui/use-message';
import type { FindingRow } from '@/lib/domain/rows/topics';

interface FindingActionsProps {
  finding: FindingRow;
  isLive: boolean;
  isFirst: boolean;
}

/** The safest next step of a finding, and where to read on. */
export function FindingActions({ finding, isLive, isFirst }: FindingActionsProps) {
  const t = useTranslations();
  const say = useMessage();
  const actor = useActor();
  const fix = usePlanFix(finding.id);
  const page = `/findings/${finding.id}` as Route;
  const offer = finding.offers.find((one) => one.primary) ?? finding.offers[0];
  const explain = <LinkButton href={page}>{t('now.explain')}</LinkButton>;

  if (finding.runId) {
    return (
      <ActionRow note={t('now.runGoing')}>
        <LinkButton kind={isFirst ? 'primary' : 'plain'} href={`/runs/${finding.runId}` as Route}>
          {t('now.followRun')}
        </LinkButton>
        {explain}
      </ActionRow>
    );
  }
  if (!offer) return <ActionRow note={t('now.noFix')}>{explain}</ActionRow>;

  const off = offReasonOf(offer, { actor, isLive });
  const asksFirst = offer.fields?.some((field) => !field.optional) ?? false;
  const kind = isFirst && !off ? 'primary' : 'plain';
  const note = off ? <Message text={off} /> : [say(offer.effect).replace(/\.$/, ''), t(`words.undoable.${offer.undoable ? 'yes' : 'no'}`)].join(' · ');
  return (
    <div>
      <ActionRow note={note}>
        {asksFirst && !off ? (
          <LinkButton kind={kind} href={`${page}#fixes` as Route} data-plan>
            {t('now.review')}
          </LinkButton>
        ) : (
          <Button kind={kind} data-plan pending={fix.isPlanning} offBecause={off && say(off)} onClick={() => fix.plan(offer.remediationId)}>
            {t('now.review')}
          </Button>
        )}
        {finding.offers.length > 1 ? <LinkButton href={`${page}#fixes` as Route}>{t('now.options', { n: finding.offers.length })}</LinkButton> : explain}
      </ActionRow>
      <Notice text={fix.failure} />
    </div>
  );
}
