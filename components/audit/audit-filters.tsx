'use client';

import { useTranslations } from 'next-intl';
import { buttonStyle } from '@/components/ui/button-style';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { AuditFilter } from '@/lib/domain/ports/stores';
import { auditExportUrl } from '@/lib/queries/details';
import { auditEventNames, outcomeNames } from './vocabulary';

interface AuditFiltersProps {
  filter: AuditFilter;
  onChange: (next: AuditFilter) => void;
  shown: number | undefined;
  total: number | undefined;
}

/** Narrow the ledger down, or take it away as a file: the export holds what the filter shows. */
export function AuditFilters({ filter, onChange, shown, total }: AuditFiltersProps) {
  const t = useTranslations('audit');
  const outcome = useTranslations('words.outcome');
  const set = (key: 'event' | 'outcome' | 'text') => (value: string) => {
    const { [key]: _, ...rest } = filter;
    onChange(value === '' ? rest : { ...rest, [key]: value });
  };
  return (
    <search className="mb-4 flex flex-wrap items-center gap-2">
      <Select
        aria-label={t('filters.outcome')}
        value={filter.outcome ?? ''}
        onChange={(e) => set('outcome')(e.target.value)}
        options={[{ value: '', label: t('filters.allOutcomes') }, ...outcomeNames.map((o) => ({ value: o, label: outcome(o) }))]}
      />
      <Select
        aria-label={t('filters.event')}
        value={filter.event ?? ''}
        onChange={(e) => set('event')(e.target.value)}
        options={[{ value: '', label: t('filters.allEvents') }, ...auditEventNames.map((e) => ({ value: e, label: t(`events.${e}`) }))]}
      />
      <Input
        type="search"
        className="max-w-60"
        aria-label={t('filters.text')}
        placeholder={t('filters.text')}
        value={filter.text ?? ''}
        onChange={(e) => set('text')(e.target.value)}
      />
      <span className="ml-auto flex items-center gap-2 text-sm text-ink3">
        {shown !== undefined && total !== undefined && t('filters.count', { shown, total })}
        <a className={buttonStyle('plain')} href={auditExportUrl('jsonl', filter)} download>
          {t('export.jsonl')}
        </a>
        <a className={buttonStyle('plain')} href={auditExportUrl('csv', filter)} download>
          {t('export.csv')}
        </a>
      </span>
    </search>
  );
}
