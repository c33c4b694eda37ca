'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { chooseInstallationAction } from '@/app/(console)/settings/setup/actions';
import { Age } from '@/components/ui/age';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Message } from '@/components/ui/message';
import { Notice } from '@/components/ui/notice';
import { Pill } from '@/components/ui/pill';
import { whyNotDone } from '@/components/ui/why-not-done';
import type { CandidateRow, DiscoveryView } from '@/lib/domain/rows/discovery';

/** Which CVAT releases were seen; one of them is open, or somebody chooses. */
export function ReleasesCard({ discovery, isAdmin }: { discovery: DiscoveryView; isAdmin: boolean }) {
  const t = useTranslations('setup.releases');
  const client = useQueryClient();
  const choose = useMutation({ mutationFn: chooseInstallationAction, onSettled: () => client.invalidateQueries() });
  const { pinned, search, candidates } = discovery;
  const isPinned = pinned.namespace !== undefined && pinned.release !== undefined;
  const offBecause = isPinned ? t('pinned') : isAdmin ? undefined : t('adminOnly');
  const columns: Column<CandidateRow>[] = [
    { key: 'release', head: t('name'), isTitle: true, cell: (row) => <span className="font-medium">{row.release}</span> },
    { key: 'namespace', head: t('namespace'), cell: (row) => row.namespace },
    { key: 'by', head: t('foundBy'), cell: (row) => t(`by.${row.foundBy}`) },
    { key: 'version', head: t('version'), cell: (row) => [row.chart && `${row.chart.name} ${row.chart.version}`, row.appVersion].filter(Boolean).join(' · ') },
    {
      key: 'do',
      head: t('do'),
      cell: (row) =>
        row.isOpen ? (
          <Pill tone="ok">{t('chosen')}</Pill>
        ) : (
          <Button
            pending={choose.isPending && choose.variables.release === row.release && choose.variables.namespace === row.namespace}
            disabled={choose.isPending}
            offBecause={offBecause}
            onClick={() => choose.mutate({ namespace: row.namespace, release: row.release })}
          >
            {t('choose')}
          </Button>
        ),
    },
  ];
  const scope = search.namespaces ? t('scope.namespaces', { namespaces: search.namespaces.join(', ') }) : t('scope.cluster');
  return (
    <Card labelledBy="releases">
      <CardHead
        id="releases"
        title={t('title')}
        note={
          search.at && (
            <>
              {scope}, <Age at={search.at} />
            </>
          )
        }
        level={2}
      />
      <DataTable label={t('title')} columns={columns} rows={candidates} rowKey={(row) => row.id} empty={<p className="text-sm text-ink2">{t('none')}</p>} />
      {search.failure && (
        <p className="mt-2 text-sm text-ink2">
          <Message text={search.failure} />
        </p>
      )}
      {search.missingRights.length > 0 && <p className="mt-2 text-sm text-ink2">{t('missing', { right: search.missingRights.join(', ') })}</p>}
      {offBecause && candidates.some((row) => !row.isOpen) && <p className="mt-2 text-sm text-ink3">{offBecause}</p>}
      <Notice text={whyNotDone(choose)} />
    </Card>
  );
}
