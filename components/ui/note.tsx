import type { ReactNode } from 'react';
import { classNames } from '@/components/ui/class-names';
import { type IconName, StatusIcon } from '@/components/ui/status-icon';

const tones = {
  warn: { box: 'bg-warnbg hairline-warn', head: 'text-warn', icon: 'warning' },
  bad: { box: 'bg-badbg hairline-bad', head: 'text-bad', icon: 'bad' },
  plain: { box: 'bg-sunk hairline', head: 'text-ink', icon: 'info' },
} as const satisfies Record<string, { box: string; head: string; icon: IconName }>;

interface NoteProps {
  tone?: keyof typeof tones;
  icon?: IconName;
  title: ReactNode;
  children?: ReactNode;
  /** Buttons at the right. */
  action?: ReactNode;
  /** Read out when it appears. */
  live?: boolean;
}

/** Something that holds for the whole page: a silent source, a changed plan. */
export function Note({ tone = 'warn', icon, title, children, action, live = false }: NoteProps) {
  const look = tones[tone];
  return (
    <div
      className={classNames('grid grid-cols-[20px_minmax(0,1fr)] items-start gap-x-3 rounded-lg px-4 py-3 desk:grid-cols-[20px_minmax(0,1fr)_auto]', look.box)}
      role={live ? 'status' : undefined}
    >
      <StatusIcon name={icon ?? look.icon} className="mt-0.5" />
      <div className="min-w-0">
        <p className={classNames('font-semibold', look.head)}>{title}</p>
        {children && <div className="text-sm text-ink2">{children}</div>}
      </div>
      {action && <div className="max-desk:col-start-2 max-desk:mt-2">{action}</div>}
    </div>
  );
}
