import { classNames } from '@/components/ui/class-names';

export interface DiffLine {
  readonly op: ' ' | '+' | '-';
  readonly line: string;
}

const tones = { ' ': '', '+': 'bg-okbg text-ok', '-': 'bg-badbg text-bad' };

/** Unified lines of an object. The sign stands before each changed line, so colour is never the only carrier. */
export function Diff({ lines, label }: { lines: readonly DiffLine[]; label: string }) {
  return (
    <figure
      aria-label={label}
      className="hairline-soft rounded-md bg-sunk py-2 font-mono text-xs leading-5 wrap-anywhere whitespace-pre-wrap text-ink2 [font-variant-ligatures:none]"
    >
      {lines.map(({ op, line }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of one fixed text; equal lines may stand twice.
        <div key={index} className={classNames('px-3', tones[op])}>
          {`${op} ${line}`}
        </div>
      ))}
    </figure>
  );
}
