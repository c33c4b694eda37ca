import type { ComponentProps } from 'react';
import { classNames } from '@/components/ui/class-names';

interface InputProps extends ComponentProps<'input'> {
  /** For names, quantities, addresses. */
  mono?: boolean;
}

export const inputStyle =
  'target hairline w-full rounded-md bg-panel px-3 py-1.5 text-sm text-ink caret-accent placeholder:text-ink3 aria-invalid:hairline-bad disabled:text-ink3';

/** One line of text. */
export function Input({ mono = false, className, ...rest }: InputProps) {
  return <input className={classNames(inputStyle, mono && 'font-mono', className)} autoComplete="off" spellCheck={false} {...rest} />;
}
