import { useTranslations } from 'next-intl';
import { StatusIcon } from '@/components/ui/status-icon';
import { type LinkState, linkIcon } from './links';

const states: readonly LinkState[] = ['good', 'broken', 'follows', 'unknown', 'not-applicable'];

/** What the silhouettes of the chain mean. */
export function ChainLegend() {
  const t = useTranslations('gpu.states');
  return (
    <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink3">
      {states.map((state) => (
        <li key={state} className="flex items-center gap-1.5">
          <StatusIcon name={linkIcon[state]} size="small" /> {t(state)}
        </li>
      ))}
    </ul>
  );
}
