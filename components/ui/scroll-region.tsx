import type { ComponentProps } from 'react';

/** A part of the page that scrolls by itself: named, and reachable by keyboard. */
export function ScrollRegion({ label, ...rest }: ComponentProps<'section'> & { label: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      {...rest}
    />
  );
}
