import { classNames } from '@/components/ui/class-names';
import { drawnSilhouettes, filledSilhouettes } from '@/components/ui/status-silhouettes';

export type IconName = keyof typeof filledSilhouettes | keyof typeof drawnSilhouettes | 'warming' | 'unknown';

const colours: Partial<Record<IconName, string>> = {
  ok: 'text-ok',
  critical: 'text-bad',
  bad: 'text-bad',
  follows: 'text-bad',
  warning: 'text-warn',
  warming: 'text-warn',
  busy: 'text-warn',
  unknown: 'text-unk',
  running: 'text-accent turning',
};
const sizes = { small: 'size-3', normal: 'size-4', large: 'size-5' };

interface StatusIconProps {
  name: IconName;
  size?: keyof typeof sizes;
  /** Spoken name; without it the icon is decoration and the word beside it speaks. */
  label?: string;
  /** Take the colour of the text around it instead of the state's own. */
  inherit?: boolean;
  className?: string;
}

/** A state's silhouette: the shape says it without the colour. Never stands without its word. */
export function StatusIcon({ name, size = 'normal', label, inherit = false, className }: StatusIconProps) {
  const colour = inherit ? name === 'running' && 'turning' : (colours[name] ?? 'text-ink3');
  const classes = classNames('inline-block flex-none', sizes[size], colour, className);
  if (!label) {
    return (
      <svg viewBox="0 0 16 16" fill="none" className={classes} aria-hidden="true">
        <Shape name={name} />
      </svg>
    );
  }
  return (
    <svg viewBox="0 0 16 16" fill="none" className={classes} role="img" aria-label={label}>
      <title>{label}</title>
      <Shape name={name} />
    </svg>
  );
}

function Shape({ name }: { name: IconName }) {
  if (name === 'unknown') return <circle cx="8" cy="8" r="6" stroke="currentColor" strokeWidth="1.8" strokeDasharray="3.2 3.083" />;
  if (name === 'warming') {
    return (
      <>
        <circle cx="8" cy="8" r="6.2" stroke="currentColor" strokeWidth="1.6" />
        <path d="M8 1a7 7 0 0 1 0 14z" fill="currentColor" />
      </>
    );
  }
  if (name in filledSilhouettes) return <path d={filledSilhouettes[name as keyof typeof filledSilhouettes]} fill="currentColor" fillRule="evenodd" />;
  const d = drawnSilhouettes[name as keyof typeof drawnSilhouettes];
  return <path d={d} stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />;
}
