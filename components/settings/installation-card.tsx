'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { publishModelsAction } from '@/app/(console)/settings/actions';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { Checkbox } from '@/components/ui/checkbox';
import { KeyValues } from '@/components/ui/key-values';
import { Notice } from '@/components/ui/notice';
import { whyNotDone } from '@/components/ui/why-not-done';
import type { SettingsView } from '@/lib/domain/rows/details';
import { settingsQuery } from '@/lib/queries/details';

/** Which installation this is, and whether its Models page may be read without an account. */
export function InstallationCard({ settings, isAdmin }: { settings: SettingsView; isAdmin: boolean }) {
  const t = useTranslations('settings.installation');
  const client = useQueryClient();
  const publish = useMutation({ mutationFn: publishModelsAction, onSettled: () => client.invalidateQueries({ queryKey: settingsQuery().queryKey }) });
  const { installation } = settings;
  return (
    <Card labelledBy="installation">
      <CardHead id="installation" title={t('title')} level={2} />
      <KeyValues
        rows={[
          { key: 'cluster', label: t('cluster'), value: installation.cluster },
          ...(installation.release && installation.namespace
            ? [{ key: 'release', label: t('release'), value: t('releaseIn', { release: installation.release, namespace: installation.namespace }) }]
            : []),
          ...(installation.nuclioProject && installation.nuclioNamespace
            ? [{ key: 'nuclio', label: t('nuclio'), value: t('nuclioIn', { project: installation.nuclioProject, namespace: installation.nuclioNamespace }) }]
            : []),
        ]}
      />
      <div className="mt-3">
        <Checkbox
          label={t('publicModels')}
          checked={installation.publicModels}
          disabled={!isAdmin || publish.isPending}
          onChange={(e) => publish.mutate({ isPublic: e.target.checked })}
        />
        <small>{t('publicModelsNote')}</small>
        <Notice text={whyNotDone(publish)} />
      </div>
    </Card>
  );
}
