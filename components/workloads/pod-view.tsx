'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { Columns } from '@/components/ui/columns';
import { Empty } from '@/components/ui/empty';
import { KeyValues } from '@/components/ui/key-values';
import { LinkButton } from '@/components/ui/link-button';
import { PageHead } from '@/components/ui/page-head';
import { Pill } from '@/components/ui/pill';
import { Reading } from '@/components/ui/reading';
import { Since } from '@/components/ui/since';
import { topicQuery } from '@/lib/queries/topics';
import { PodEventsCard } from './pod-events-card';
import { PodLogCard } from './pod-log-card';
import { toneLook } from './tone';

/** One pod: its state in words, containers, events and logs, also of the container before the last restart. */
export function PodView({ namespace, name }: { namespace: string; name: string }) {
  const t = useTranslations('workloads.pod');
  const { data } = useQuery(topicQuery('pods'));
  const row = data?.rows.find((r) => r.namespace === namespace && r.name === name);
  if (!data) return <PageHead title={name} sub={<Reading />} />;
  if (!row) {
    return (
      <>
        <PageHead title={t('gone', { name })} />
        <Card>
          <Empty title={t('goneText')}>
            <Link className="link" href="/workloads">
              {t('back')}
            </Link>
          </Empty>
        </Card>
      </>
    );
  }
  return (
    <>
      <PageHead title={t('title', { name, state: row.state })} sub={row.message ?? t('owner', { kind: row.workloadKind, workload: row.workload })} />
      <Columns
        main={
          <>
            <PodLogCard row={row} />
            <PodEventsCard namespace={namespace} name={name} />
          </>
        }
        side={
          <Card>
            <CardHead title={t('facts')} />
            <KeyValues
              labelWidth={88}
              rows={[
                { key: 'state', label: t('state'), value: <Pill {...toneLook[row.tone]}>{row.state}</Pill> },
                { key: 'owner', label: t('ownerLabel'), value: `${row.workloadKind} ${row.workload}` },
                { key: 'node', label: t('node'), value: row.node ?? t('noNode') },
                { key: 'restarts', label: t('restarts'), value: row.restarts },
                { key: 'made', label: t('made'), value: <Since at={row.createdAt} /> },
                ...row.containers.map((c) => ({
                  key: c.name,
                  label: c.init ? t('initContainer') : t('container'),
                  value: (
                    <>
                      <span className="font-medium">{c.name}</span>
                      <code className="block text-xs text-ink2">{c.image}</code>
                    </>
                  ),
                })),
              ]}
            />
            {row.findingId && (
              <div className="mt-4">
                <LinkButton kind="primary" href={`/findings/${row.findingId}` as Route}>
                  {t('finding')}
                </LinkButton>
              </div>
            )}
          </Card>
        }
      />
    </>
  );
}
