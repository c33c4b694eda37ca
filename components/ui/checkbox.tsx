import type { ComponentProps, ReactNode } from 'react';

/** A switch between two states, with its word. */
export function Checkbox({ label, ...rest }: Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode }) {
  return (
    <label className="target flex items-center gap-2 text-sm">
      <input type="checkbox" className="size-4 flex-none accent-ink" {...rest} />
      <span>{label}</span>
    </label>
  );
}
