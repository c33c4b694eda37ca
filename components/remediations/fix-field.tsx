'use client';

import { useTranslations } from 'next-intl';
import type { FixFieldSpec } from '@/components/remediations/fix-form';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';

interface FixFieldProps {
  remediationId: string;
  field: FixFieldSpec;
  error: string | undefined;
}

/** One choice before planning, drawn by its kind. Its words stand with the remediation. */
export function FixField({ remediationId, field, error }: FixFieldProps) {
  const t = useTranslations();
  const base = `remediations.${remediationId}.fields.${field.name}`;
  const optional = (key: string) => (t.has(key) ? t(key) : undefined);
  if (field.kind === 'switch') return <Checkbox name={field.name} label={t(`${base}.label`)} />;
  return (
    <Field
      label={t(`${base}.label`)}
      help={optional(`${base}.help`)}
      error={error === undefined ? undefined : t('finding.fixes.invalid')}
      optionalWord={field.optional ? t('ui.optional') : undefined}
    >
      {(control) =>
        field.kind === 'choice' ? (
          <Select
            {...control}
            name={field.name}
            options={(field.choices ?? []).map((value) => ({ value, label: optional(`${base}.choices.${value}`) ?? value }))}
          />
        ) : (
          <Input {...control} name={field.name} mono required={!field.optional} maxLength={200} />
        )
      }
    </Field>
  );
}
