import type { ComponentProps, ReactNode } from 'react';
import { type ButtonKind, buttonStyle } from '@/components/ui/button-style';
import { StatusIcon } from '@/components/ui/status-icon';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'> {
  kind?: ButtonKind;
  /** The click is being answered: stays in place, cannot be pressed again. */
  pending?: boolean;
  /** Why it is off, in words; shown beside it by the caller (ActionRow) and read out with the button. */
  offBecause?: string | undefined;
  disabled?: boolean | undefined;
  children: ReactNode;
}

/** A button. Off = visible, with the reason in words. */
export function Button({ kind = 'plain', pending = false, offBecause, disabled, className, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={buttonStyle(kind, className)}
      disabled={pending || disabled === true || offBecause !== undefined}
      aria-busy={pending || undefined}
      aria-description={offBecause}
      {...rest}
    >
      {pending && <StatusIcon name="running" size="small" inherit />}
      {children}
    </button>
  );
}
