import Link from 'next/link';
import type { ComponentProps } from 'react';
import { type ButtonKind, buttonStyle } from '@/components/ui/button-style';

interface LinkButtonProps extends ComponentProps<typeof Link> {
  kind?: ButtonKind;
}

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function LinkButton({ kind = 'plain', className, ...rest }: LinkButtonProps) {
  return <Link className={buttonStyle(kind, className)} {...rest} />;
}
