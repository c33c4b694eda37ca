import type { Lane } from '@/components/findings/around-lanes';
import type { ChangeRow } from '@/lib/domain/rows/topics';
import type { Text } from '@/lib/domain/text';

const LINE = 20;
const marks: Record<ChangeRow['tone'], string> = { ok: 'fill-ok', warn: 'fill-warnfill', bad: 'fill-bad', plain: 'fill-ink' };

/** One lane of the axis: marks at their moment, words beside them. A bad one is a cross, so that its colour does not stand alone. */
export function AroundLane({ lane, top, say }: { lane: Lane; top: number; say: (text: Text) => string }) {
  return (
    <g>
      {top > 0 && <line x1="0" x2="100%" y1={top} y2={top} className="stroke-line" />}
      {lane.marks.map(({ change, at, line, toLeft }) => {
        const x = `${at * 100}%`;
        const y = top + 18 + (line ?? 0) * LINE;
        return (
          <g key={change.id}>
            {change.tone === 'bad' ? (
              <svg x={x} y={y - 4} width="1" height="8" overflow="visible" aria-hidden="true">
                <path d="M-4 0L4 8M4 0L-4 8" className="stroke-bad" strokeWidth="2" />
              </svg>
            ) : (
              <circle cx={x} cy={y} r={4} className={marks[change.tone]} />
            )}
            {line !== undefined && (
              <text x={x} y={y + 4} dx={toLeft ? -8 : 8} textAnchor={toLeft ? 'end' : 'start'} className="fill-ink">
                {say(change.text)}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
