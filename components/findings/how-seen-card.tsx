'use client';

import { useTranslations } from 'next-intl';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { EvidenceList } from '@/components/ui/evidence-list';
import { KeyValues } from '@/components/ui/key-values';
import { Message } from '@/components/ui/message';
import type { FindingRow } from '@/lib/domain/rows/topics';

/** What was observed, where and when; and what would make the finding false. */
export function HowSeenCard({ finding }: { finding: FindingRow }) {
  const t = useTranslations('finding');
  return (
    <Card labelledBy="how-seen">
      <CardHead
        id="how-seen"
        level={2}
        title={t('howSeen')}
        note={
          <>
            {finding.checkId} · <Age at={finding.lastSeenAt} />
          </>
        }
      />
      <EvidenceList evidence={finding.evidence} labelWidth={160} />
      <div className="mt-4">
        <KeyValues
          labelWidth={160}
          rows={[
            { key: 'false-if', label: t('falseIf'), value: <Message text={finding.falseIf} /> },
            { key: 'impact', label: t('impact'), value: <Message text={finding.impact} /> },
            {
              key: 'subject',
              label: t('subject'),
              value: (
                <code>
                  {finding.subject.kind} {finding.subject.namespace ? `${finding.subject.namespace}/` : ''}
                  {finding.subject.name}
                </code>
              ),
            },
          ]}
        />
      </div>
    </Card>
  );
}
