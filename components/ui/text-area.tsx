import type { ComponentProps } from 'react';
import { classNames } from '@/components/ui/class-names';
import { inputStyle } from '@/components/ui/input';

/** Several lines of text. */
export function TextArea({ className, rows = 2, ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={rows} className={classNames(inputStyle, 'resize-y', className)} {...rest} />;
}
