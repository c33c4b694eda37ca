'use client';

import { useTranslations } from 'next-intl';
import { RunPill } from '@/components/remediations/run-pill';
import { isGoing } from '@/components/runs/is-going';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { EvidenceList } from '@/components/ui/evidence-list';
import { Message } from '@/components/ui/message';
import { Moment } from '@/components/ui/moment';
import type { RunDetail } from '@/lib/domain/rows/details';
import type { RunRow } from '@/lib/domain/rows/topics';

/** Whether it held: the check that found it, asked again on fresh reads; before and after side by side. */
export function VerificationCard({ run, evidence }: { run: RunRow; evidence: RunDetail['evidence'] | undefined }) {
  const t = useTranslations('run.verification');
  const after = evidence?.after ?? run.verification?.evidence;
  return (
    <Card labelledBy="verification">
      <CardHead id="verification" title={t('title')} note={run.verification && <Moment at={run.verification.at} />} />
      <p className="flex flex-wrap items-start gap-x-3 gap-y-1 text-sm text-ink2">
        <RunPill status={run.status} />
        <span className="min-w-0 flex-1 wrap-anywhere">
          {run.verification ? <Message text={run.verification.text} /> : t(isGoing(run.status) ? 'later' : 'never')}
        </span>
      </p>
      {evidence && evidence.before.length > 0 && (
        <div className="mt-3">
          <p className="mb-1 text-xs text-ink3">{t('before')}</p>
          <EvidenceList evidence={evidence.before} />
        </div>
      )}
      {after && after.length > 0 && (
        <div className="mt-3">
          <p className="mb-1 text-xs text-ink3">{t('after')}</p>
          <EvidenceList evidence={after} />
        </div>
      )}
    </Card>
  );
}
