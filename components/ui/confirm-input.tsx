'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

interface ConfirmInputProps {
  /** What must be typed, exactly. */
  expected: string;
  value: string;
  onChange: (value: string) => void;
}

/** Asks to type a name before something that cannot be taken back. Nothing is pre-filled and nothing is completed. */
export function ConfirmInput({ expected, value, onChange }: ConfirmInputProps) {
  const t = useTranslations('ui.confirm');
  const isWrong = value !== '' && !expected.startsWith(value);
  return (
    <Field label={t.rich('label', { name: expected, m: (chunks) => <code className="select-all">{chunks}</code> })} error={isWrong ? t('differs') : undefined}>
      {(control) => <Input mono {...control} value={value} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}
