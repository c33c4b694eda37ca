'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { AsOf } from '@/components/ui/as-of';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { Checkbox } from '@/components/ui/checkbox';
import { Notice } from '@/components/ui/notice';
import { Reading } from '@/components/ui/reading';
import { Select } from '@/components/ui/select';
import type { PodRow } from '@/lib/domain/rows/topics';
import { podLogQuery } from '@/lib/queries/details';
import { RequestFailed } from '@/lib/queries/request';
import { FollowedLog } from './followed-log';
import { LogLines } from './log-lines';

/** A container's log: the last lines, those of the container before the last restart, or new lines as they come. */
export function PodLogCard({ row }: { row: PodRow }) {
  const t = useTranslations('workloads.log');
  const containers = row.containers;
  const [container, setContainer] = useState(containers.find((c) => !c.init)?.name ?? containers[0]?.name ?? '');
  const [mode, setMode] = useState<'last' | 'previous' | 'follow'>(
    row.tone === 'bad' && hasPreviousOf(row, containers.find((c) => !c.init)?.name) ? 'previous' : 'last',
  );
  const hasPrevious = hasPreviousOf(row, container);
  const address = { namespace: row.namespace, name: row.name, container };
  const { data, error } = useQuery({ ...podLogQuery({ ...address, previous: mode === 'previous' }), enabled: mode !== 'follow' });
  return (
    <Card labelledBy="log">
      <CardHead id="log" level={2} title={t('title')} note={mode !== 'follow' && data ? <AsOf at={data.observedAt} /> : undefined} />
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        {containers.length > 1 && (
          <Select
            aria-label={t('container')}
            value={container}
            onChange={(e) => {
              setContainer(e.target.value);
              setMode('last');
            }}
            options={containers.map((c) => ({ value: c.name, label: c.name }))}
          />
        )}
        <Checkbox
          label={t('previous')}
          checked={mode === 'previous'}
          disabled={!hasPrevious}
          onChange={(e) => setMode(e.target.checked ? 'previous' : 'last')}
        />
        <Checkbox label={t('follow')} checked={mode === 'follow'} onChange={(e) => setMode(e.target.checked ? 'follow' : 'last')} />
        {!hasPrevious && <small>{t('noPrevious')}</small>}
      </div>
      <Notice text={error instanceof RequestFailed ? error.text : undefined} />
      {mode === 'follow' ? (
        <FollowedLog {...address} />
      ) : data ? (
        <LogLines lines={data.lines} truncated={data.truncated} label={container} empty={t('empty')} />
      ) : (
        !error && <Reading />
      )}
    </Card>
  );
}

/** A container that does not run has nothing to say now: what it said before its end is what is wanted. */
function hasPreviousOf(row: PodRow, container: string | undefined): boolean {
  return row.containers.find((c) => c.name === container)?.hasPrevious ?? false;
}
