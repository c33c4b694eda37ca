import type { ReactNode } from 'react';
import { classNames } from '@/components/ui/class-names';
import { type IconName, StatusIcon } from '@/components/ui/status-icon';

const tones = {
  ok: 'bg-okbg text-ok font-medium',
  bad: 'bg-badbg text-bad font-medium',
  warn: 'bg-warnbg text-warn font-medium',
  unknown: 'bg-unkbg text-unk font-medium',
  /** A plain word: no state is claimed. */
  plain: 'hairline text-ink2',
  /** How it was when it was last known. */
  was: 'hairline text-ink2',
};
export type PillTone = keyof typeof tones;
const defaultIcons: Record<PillTone, IconName | undefined> = { ok: 'ok', bad: 'bad', warn: 'warning', unknown: 'unknown', plain: undefined, was: 'unknown' };

interface PillProps {
  tone: PillTone;
  /** Silhouette before the word; `null` = none (only for `plain`). */
  icon?: IconName | null;
  children: ReactNode;
}

/** A state in one word: silhouette, word and colour together. */
export function Pill({ tone, icon, children }: PillProps) {
  const name = icon === undefined ? defaultIcons[tone] : icon;
  return (
    <span
      className={classNames(
        'inline-flex max-w-full items-center gap-1.5 rounded-full px-2 align-top text-xs leading-5 whitespace-nowrap',
        name && 'pl-1.5',
        tones[tone],
      )}
    >
      {name && <StatusIcon name={name} size="small" inherit={tone !== 'was'} />}
      <span className="min-w-0 truncate">{children}</span>
    </span>
  );
}
