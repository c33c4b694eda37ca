'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { podLogUrl } from '@/lib/queries/details';
import { LogLines } from './log-lines';

const KEPT = 2000;

/** New lines as they come, the last 2,000 of them. */
export function FollowedLog({ namespace, name, container }: { namespace: string; name: string; container: string }) {
  const t = useTranslations('workloads.log');
  const [lines, setLines] = useState<readonly string[]>([]);
  const [state, setState] = useState<'open' | 'ended'>('open');
  useEffect(() => {
    setLines([]);
    setState('open');
    const source = new EventSource(podLogUrl({ namespace, name, container, tail: 100 }, true));
    const onLine = (event: MessageEvent<string>) => setLines((now) => [...now.slice(-KEPT + 1), event.data]);
    source.addEventListener('line', onLine);
    source.addEventListener('end', () => {
      setState('ended');
      source.close();
    });
    return () => source.close();
  }, [namespace, name, container]);
  return (
    <>
      <LogLines lines={lines} truncated={false} label={container} empty={t('waiting')} />
      {state === 'ended' && <small className="mt-2 block">{t('ended')}</small>}
    </>
  );
}
