import { CopyButton } from '@/components/ui/copy-button';

interface CommandProps {
  /** Each a line or block, shown and copied as it is. */
  lines: readonly string[];
  /** Without a card head that holds a copy button. */
  withCopy?: boolean;
}

/** Commands to run by hand. Text of the cluster is only ever shown, never run. */
export function Command({ lines, withCopy = false }: CommandProps) {
  const text = lines.join('\n');
  return (
    <div className="hairline-soft rounded-md bg-sunk px-3 py-2">
      <pre className="font-mono text-xs leading-5 wrap-anywhere whitespace-pre-wrap text-ink [font-variant-ligatures:none]">{text}</pre>
      {withCopy && (
        <div className="mt-1 flex justify-end">
          <CopyButton text={text} />
        </div>
      )}
    </div>
  );
}
