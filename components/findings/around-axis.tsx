'use client';

import { useTranslations } from 'next-intl';
import { AroundLane } from '@/components/findings/around-lane';
import { layLanes, ticksOf } from '@/components/findings/around-lanes';
import { useMessage } from '@/components/ui/use-message';
import { usePlace } from '@/components/ui/use-place';
import { formatClock } from '@/lib/domain/format-moment';
import type { ChangeRow } from '@/lib/domain/rows/topics';

const LINE = 20;
const PADDING = 16;
const AXIS = 28;
/** Room a mark and its words take on an axis of the usual width, where a letter is about 6.5 px wide. */
const USUAL_WIDTH = 900;
const shareOf = (words: string) => (words.length * 6.5 + 24) / USUAL_WIDTH;

/** Drawn at 1:1 in percent of its width, so that its words keep their size. The list below it is its text alternative. */
export function AroundAxis({ from, to, changes }: { from: string; to: string; changes: readonly ChangeRow[] }) {
  const t = useTranslations('finding.around');
  const say = useMessage();
  const place = usePlace();
  const start = Date.parse(from);
  const end = Date.parse(to);
  const lanes = layLanes(changes, start, end, (change) => shareOf(say(change.text)));
  const tops = lanes.map((_, index) => lanes.slice(0, index).reduce((sum, lane) => sum + lane.lines * LINE + PADDING, 0));
  const bottom = lanes.reduce((sum, lane) => sum + lane.lines * LINE + PADDING, 0);
  const opened = lanes.flatMap((lane) => lane.marks).find((mark) => mark.change.kind === 'finding-opened');
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
          {opened && <rect x={`${opened.at * 100}%`} y={0} width={`${(1 - opened.at) * 100}%`} height={bottom} className="fill-badbg" />}
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
            <AroundLane key={lane.id} lane={lane} top={tops[index] ?? 0} say={say} />
          ))}
          <line x1="100%" x2="100%" y1={0} y2={bottom + 4} className="stroke-ink" />
        </svg>
      </div>
    </section>
  );
}
