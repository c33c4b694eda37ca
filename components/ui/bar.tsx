import { classNames } from '@/components/ui/class-names';

interface BarProps {
  /** 0–100; absent = not measured: hatched, never empty. */
  percent?: number | undefined;
  tone?: 'ok' | 'warn' | 'bad' | 'unknown';
  /** Measured, but its source is silent now: hatched up to the last level. */
  old?: boolean;
  /** Name and level in words, for those who do not see it. */
  label: string;
}

const fills = { ok: 'bg-fill', warn: 'bg-warnfill', bad: 'bg-bad', unknown: 'bg-fill' };

/** A level. Grey unless it needs somebody. */
export function Bar({ percent, tone = 'ok', old = false, label }: BarProps) {
  if (percent === undefined) return <div role="img" aria-label={label} className="hatched h-2 rounded-full" />;
  const level = Math.min(100, Math.max(0, percent));
  return (
    <div role="img" aria-label={label} className="h-2 overflow-hidden rounded-full bg-track">
      <div className={classNames('h-full', old ? 'hatched-old' : fills[tone])} style={{ width: `${level}%` }} />
    </div>
  );
}
