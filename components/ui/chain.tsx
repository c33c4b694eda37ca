import type { ReactNode } from 'react';
import { classNames } from '@/components/ui/class-names';
import { type IconName, StatusIcon } from '@/components/ui/status-icon';

export interface ChainItem {
  readonly key: string;
  readonly label: ReactNode;
  readonly value: ReactNode;
  readonly note?: ReactNode;
  readonly state: 'good' | 'broken' | 'follows' | 'unknown' | 'not-applicable';
}

const icons: Record<ChainItem['state'], IconName> = { good: 'ok', broken: 'bad', follows: 'follows', unknown: 'unknown', 'not-applicable': 'not-applicable' };
const heads: Record<ChainItem['state'], string> = {
  good: 'text-ink3',
  broken: 'text-bad font-medium',
  follows: 'text-bad',
  unknown: 'text-unk',
  'not-applicable': 'text-ink3',
};

/** Facts in causal order; one link is broken, what comes after it follows. `stateWords` are read out with each link. */
export function Chain({ items, label, stateWords }: { items: readonly ChainItem[]; label: string; stateWords: Record<ChainItem['state'], string> }) {
  return (
    <ol aria-label={label} className="hairline grid overflow-hidden rounded-lg bg-panel wide:auto-cols-fr wide:grid-flow-col">
      {items.map((item) => (
        <li
          key={item.key}
          className={classNames(
            'grid min-w-0 content-start gap-x-3 gap-y-1 px-4 py-2 text-sm wrap-anywhere max-wide:grid-cols-[144px_minmax(0,1fr)] desk:py-3 max-wide:desk:grid-cols-[200px_minmax(0,1fr)]',
            item.state === 'broken' ? 'bg-badbg hairline-bad' : 'not-first:max-wide:rule-above not-first:wide:rule-left',
          )}
        >
          <div className={classNames('flex items-center gap-1.5 text-xs max-wide:leading-5', heads[item.state])}>
            <StatusIcon name={icons[item.state]} size="small" label={stateWords[item.state]} />
            <span className="min-w-0">{item.label}</span>
          </div>
          <div className={item.state === 'not-applicable' ? 'text-ink2' : undefined}>
            {item.value}
            {item.note && <small className="block">{item.note}</small>}
          </div>
        </li>
      ))}
    </ol>
  );
}
