'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { KeyValues } from '@/components/ui/key-values';
import type { AuditEntry } from '@/lib/domain/audit-entry';

/** One entry in full: who, from where, what exactly, and its place in the chain. */
export function AuditDetail({ entry }: { entry: AuditEntry }) {
  const t = useTranslations('audit');
  const details = Object.entries(entry.detail);
  return (
    <div className="grid gap-x-8 gap-y-4 rounded-md bg-bg p-4 desk:grid-cols-[minmax(0,1fr)_320px]">
      <div className="min-w-0">
        <h2 className="mb-2 text-base font-semibold tracking-[-0.003em]">{t('detail.recorded')}</h2>
        {details.length === 0 ? (
          <p className="text-ink2">{t('detail.nothing')}</p>
        ) : (
          <KeyValues rows={details.map(([key, value]) => ({ key, label: <code>{key}</code>, value: <Recorded value={value} /> }))} />
        )}
      </div>
      <div className="min-w-0">
        <h2 className="mb-2 text-base font-semibold tracking-[-0.003em]">{t('detail.entry', { seq: entry.seq })}</h2>
        <KeyValues
          labelWidth={88}
          rows={[
            { key: 'actor', label: t('detail.actor'), value: entry.actorRole ? `${entry.actorName} · ${entry.actorRole}` : entry.actorName },
            ...(entry.address ? [{ key: 'from', label: t('detail.from'), value: entry.address }] : []),
            ...(entry.planDigest ? [{ key: 'plan', label: t('detail.plan'), value: <code>{short(entry.planDigest)}</code> }] : []),
            ...(entry.runId
              ? [
                  {
                    key: 'run',
                    label: t('detail.run'),
                    value: (
                      <Link className="link" href={`/runs/${entry.runId}`}>
                        {t('detail.openRun')}
                      </Link>
                    ),
                  },
                ]
              : []),
            { key: 'before', label: t('detail.before'), value: <code>{short(entry.prevHash)}</code> },
            { key: 'hash', label: t('detail.hash'), value: <code>{short(entry.hash)}</code> },
          ]}
        />
        <small className="mt-3 block">{t.rich('detail.check', { m: (chunks) => <code>{chunks}</code> })}</small>
      </div>
    </div>
  );
}

function Recorded({ value }: { value: unknown }) {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return <span>{String(value)}</span>;
  return (
    <pre className="hairline-soft max-h-80 overflow-auto rounded-md bg-sunk p-3 text-xs whitespace-pre-wrap wrap-anywhere">
      {JSON.stringify(value, null, 2)}
    </pre>
  );
}

function short(hash: string): string {
  return `${hash.slice(0, 8)}…${hash.slice(-8)}`;
}
