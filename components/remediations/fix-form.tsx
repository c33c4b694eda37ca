'use client';

import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { FixField } from '@/components/remediations/fix-field';
import { readFixForm } from '@/components/remediations/read-fix-form';
import { Button } from '@/components/ui/button';
import type { Offer } from '@/lib/domain/rows/topics';

export type FixFieldSpec = NonNullable<Offer['fields']>[number];

interface FixFormProps {
  remediationId: string;
  fields: readonly FixFieldSpec[];
  errors: Readonly<Record<string, string>>;
  isPlanning: boolean;
  isPrimary: boolean;
  onPlan: (input: Record<string, unknown>) => void;
}

/** What a person may choose before a fix is planned. Nothing here changes the cluster. */
export function FixForm({ remediationId, fields, errors, isPlanning, isPrimary, onPlan }: FixFormProps) {
  const t = useTranslations('finding.fixes');
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onPlan(readFixForm(fields, new FormData(event.currentTarget)));
  };
  return (
    <form className="grid gap-3 rounded-md bg-sunk p-3" onSubmit={onSubmit}>
      {fields.map((field) => (
        <FixField key={field.name} remediationId={remediationId} field={field} error={errors[field.name] ?? errors[`input.${field.name}`]} />
      ))}
      <div>
        <Button type="submit" kind={isPrimary ? 'primary' : 'plain'} pending={isPlanning}>
          {t('plan')}
        </Button>
      </div>
    </form>
  );
}
