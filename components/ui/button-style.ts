import { classNames } from '@/components/ui/class-names';

export type ButtonKind = 'primary' | 'plain' | 'quiet';

const base =
  'target inline-flex items-center justify-center gap-2 rounded-md px-3 py-1.5 text-sm font-medium whitespace-nowrap max-desk:px-4 max-desk:py-3 disabled:cursor-not-allowed';
const kinds: Record<ButtonKind, string> = {
  primary: 'bg-ink text-panel hover:bg-ink2 disabled:bg-transparent disabled:text-ink3 disabled:hairline disabled:font-normal',
  plain: 'hairline bg-panel text-ink hover:bg-sunk disabled:bg-transparent disabled:text-ink3 disabled:font-normal',
  quiet: '-ml-2 px-2 text-ink2 hover:bg-hover hover:text-ink disabled:text-ink3',
};

/** Classes of a button. `primary` is near-black: one per page, the safest next step; it opens a plan, it never acts. */
export function buttonStyle(kind: ButtonKind, className?: string): string {
  return classNames(base, kinds[kind], className);
}
