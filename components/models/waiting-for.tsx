'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { Note } from '@/components/ui/note';
import type { ModelRow } from '@/lib/domain/rows/topics';

interface Waiting {
  readonly ids: ReadonlySet<string>;
  toggle(id: string): void;
}
const WaitingContext = createContext<Waiting | null>(null);

/** Remembers which models the reader waits for, and announces each one that became usable. */
export function WaitingFor({ rows, children }: { rows: readonly ModelRow[]; children: ReactNode }) {
  const t = useTranslations('models');
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const arrived = rows.filter((r) => ids.has(r.id) && r.state === 'ready').map((r) => r.name);
  const announcement = arrived.length > 0 ? t('tell.arrived', { names: arrived.join(', '), count: arrived.length }) : undefined;
  useEffect(() => {
    if (!announcement) return;
    const before = document.title;
    document.title = announcement;
    return () => {
      document.title = before;
    };
  }, [announcement]);
  const toggle = (id: string) =>
    setIds((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <WaitingContext value={{ ids, toggle }}>
      <div aria-live="assertive">{announcement && <Note tone="plain" icon="ok" title={announcement} />}</div>
      {children}
    </WaitingContext>
  );
}

export function useWaitingFor(): Waiting {
  const waiting = useContext(WaitingContext);
  if (!waiting) throw new Error('useWaitingFor needs <WaitingFor> above it');
  return waiting;
}
