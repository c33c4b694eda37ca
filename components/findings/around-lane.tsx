import type { Lane } from '@/components/findings/around-lanes';
import { filledSilhouettes } from '@/components/ui/status-silhouettes';
import type { ChangeRow } from '@/lib/domain/rows/topics';

const LINE = 20;
const marks: Record<ChangeRow['tone'], { shape: string; fill: string }> = {
  ok: { shape: filledSilhouettes.ok, fill: 'fill-ok' },
  warn: { shape: filledSilhouettes.warning, fill: 'fill-warn' },
  bad: { shape: filledSilhouettes.bad, fill: 'fill-bad' },
  plain: { shape: 'M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3z', fill: 'fill-ink' },
};

/** One lane of the axis: marks at their moment, each with the silhouette of its state; words beside them. */
export function AroundLane({ lane, top, wordsOf }: { lane: Lane; top: number; wordsOf: (change: ChangeRow) => string }) {
  return (
    <g>
      {top > 0 && <line x1="0" x2="100%" y1={top} y2={top} className="stroke-line" />}
      {lane.marks.map(({ change, at, line, toLeft }) => {
        const x = `${at * 100}%`;
        const y = top + 18 + (line ?? 0) * LINE;
        const { shape, fill } = marks[change.tone];
        return (
          <g key={change.id}>
            <g transform="translate(-6 -6)">
              <svg x={x} y={y} width="12" height="12" viewBox="0 0 16 16" aria-hidden="true">
                <path d={shape} fillRule="evenodd" className={fill} />
              </svg>
            </g>
            {line !== undefined && (
              <text x={x} y={y + 4} dx={toLeft ? -10 : 10} textAnchor={toLeft ? 'end' : 'start'} className="fill-ink">
                {wordsOf(change)}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
