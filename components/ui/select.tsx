import type { ComponentProps } from 'react';
import { classNames } from '@/components/ui/class-names';
import { inputStyle } from '@/components/ui/input';
import { StatusIcon } from '@/components/ui/status-icon';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

/** One of a few: the browser's own list, which every phone and screen reader knows. */
export function Select({ options, className, ...rest }: Omit<ComponentProps<'select'>, 'children'> & { options: readonly SelectOption[] }) {
  return (
    <span className={classNames('relative block', className)}>
      <select className={classNames(inputStyle, 'appearance-none pr-8')} {...rest}>
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <StatusIcon name="down" size="small" className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2" />
    </span>
  );
}
