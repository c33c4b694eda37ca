'use client';

import { useTranslations } from 'next-intl';
import { AroundLane } from '@/components/findings/around-lane';
import { layLanes, ticksOf } from '@/components/findings/around-lanes';
import { useChangeWords } from '@/components/findings/use-change-words';
import { useServerTime } from '@/components/providers/server-time';
import { usePlace } from '@/components/ui/use-place';
import { formatClock } from '@/lib/domain/format-moment';
import type { Around } from '@/lib/domain/rows/details';

const LINE = 20;
const PADDING = 16;
const AXIS = 28;
/** Room a mark and its words take on an axis of the usual width, where a letter is about 6.5 px wide. */
const USUAL_WIDTH = 900;
const shareOf = (words: string) => (words.length * 6.5 + 24) / USUAL_WIDTH;

interface AroundAxisProps {
  around: Around;
  /** When the finding held: shaded. */
  since: string;
  resolvedAt?: string | undefined;
}

/** Drawn at 1:1 in percent of its width, so that its words keep their size. The list below it is its text alternative. */
export function AroundAxis({ around: { from, to, changes }, since, resolvedAt }: AroundAxisProps) {
  const t = useTranslations('finding.around');
  const wordsOf = useChangeWords();
  const now = useServerTime().initial();
  const place = usePlace();
  const start = Date.parse(from);
  // What lies ahead is not drawn: the axis ends now, or at the last change when that is later.
  const end = Math.min(Date.parse(to), Math.max(now, ...changes.map((change) => Date.parse(change.at))));
  const share = (at: number) => Math.min(1, Math.max(0, (at - start) / (end - start)));
  const lanes = layLanes(changes, start, end, (change) => shareOf(wordsOf(change)));
  const tops = lanes.map((_, index) => lanes.slice(0, index).reduce((sum, lane) => sum + lane.lines * LINE + PADDING, 0));
  const bottom = lanes.reduce((sum, lane) => sum + lane.lines * LINE + PADDING, 0);
  const began = share(Date.parse(since));
  const ended = resolvedAt ? share(Date.parse(resolvedAt)) : 1;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <section className="overflow-x-auto" aria-label={t('axis')} tabIndex={0}>
      <div className="grid min-w-[840px] grid-cols-[112px_minmax(0,1fr)]">
        <div className="relative text-xs" style={{ height: bottom + AXIS }}>
          {lanes.map((lane, index) => (
            <p key={lane.id} className="absolute pt-2 leading-5 font-semibold" style={{ top: tops[index] }}>
              {t(`lanes.${lane.id}`)}
            </p>
          ))}
        </div>
        <svg role="img" aria-label={t('alternative', { n: changes.length })} width="100%" height={bottom + AXIS} className="overflow-visible text-xs">
          <title>{t('alternative', { n: changes.length })}</title>
          <rect x={`${began * 100}%`} y={0} width={`${Math.max(0, ended - began) * 100}%`} height={bottom} className="fill-badbg" />
          {ticksOf(start, end).map((at) => {
            const x = `${(100 * (at - start)) / (end - start)}%`;
            return (
              <g key={at}>
                <line x1={x} x2={x} y1={0} y2={bottom} className="stroke-line" />
                <text x={x} y={bottom + 20} textAnchor="middle" className="fill-ink3">
                  {formatClock(at, place)}
                </text>
              </g>
            );
          })}
          {lanes.map((lane, index) => (
            <AroundLane key={lane.id} lane={lane} top={tops[index] ?? 0} wordsOf={wordsOf} />
          ))}
          <line x1="100%" x2="100%" y1={0} y2={bottom + 4} className="stroke-ink" />
        </svg>
      </div>
    </section>
  );
}
