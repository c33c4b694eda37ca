'use client';

import { Area, ComposedChart, Line, ReferenceDot, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { formatClock, formatDay } from '@/lib/domain/format-moment';
import type { ClaimHistory } from '@/lib/domain/rows/details';
import { usePlace } from '../ui/use-place';
import { type Forecast, fillSeries, horizonOf, timeTicks } from './fill-series';

interface FillChartProps {
  history: ClaimHistory;
  forecast: Forecast;
  /** Largest size the storage admits. */
  canGrowToBytes?: number | undefined;
  words: { now: string; size: string; full: string | undefined; canGrow: string | undefined };
  /** What the chart shows, in a sentence. */
  label: string;
}

const GIB = 1024 ** 3;
const text = { fontSize: 12, fill: 'var(--ink3)' };

/** A claim over time: grey measurements, its size as a line, now as a full line, and right of it the one coloured thing: when it is full. */
export function FillChart({ history, forecast, canGrowToBytes, words, label }: FillChartProps) {
  const place = usePlace();
  const points = fillSeries(history.samples, forecast);
  const from = points[0]?.t ?? forecast.now;
  const to = Math.max(horizonOf(forecast), forecast.now + (forecast.now - from) * 0.08);
  const size = forecast.capacityBytes / GIB;
  // A headroom far above the size would press what is measured flat; the table names it.
  const grown =
    canGrowToBytes !== undefined && canGrowToBytes > forecast.capacityBytes && canGrowToBytes <= forecast.capacityBytes * 1.6
      ? canGrowToBytes / GIB
      : undefined;
  const top = Math.max(size, grown ?? 0) * 1.08;
  const tick = (t: number) => (t % 86_400_000 === 0 ? formatDay(t, forecast.now, place) : formatClock(t, place));
  const flat = { isAnimationActive: false, dot: false, activeDot: false } as const;
  const grey = { ...flat, type: 'linear' as const, stackId: 'used', stroke: 'none', fillOpacity: 1 };
  return (
    <div role="img" aria-label={label} className="h-[280px] min-w-[560px]">
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart data={points} margin={{ top: 24, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <XAxis
            dataKey="t"
            type="number"
            domain={[from, to]}
            ticks={timeTicks(from, to)}
            tickFormatter={tick}
            tick={text}
            stroke="var(--edge)"
            tickLine={false}
          />
          <YAxis
            orientation="right"
            type="number"
            domain={[0, top]}
            tick={text}
            stroke="none"
            width={44}
            tickFormatter={(v: number) => String(Math.round(v))}
          />
          <Area {...grey} dataKey="live" fill="var(--fill2)" />
          <Area {...grey} dataKey="used" fill="var(--fill2)" />
          <Area {...grey} dataKey="rest" fill="var(--fill3)" />
          <Area {...grey} dataKey="archive" fill="var(--fill3)" />
          <Line {...flat} type="stepAfter" dataKey="size" stroke="var(--ink)" strokeWidth={1} />
          <Area {...flat} type="linear" dataKey="band" stroke="none" fill="var(--bad)" fillOpacity={0.16} />
          <Line {...flat} type="linear" dataKey="forecast" stroke="var(--bad)" strokeWidth={1.5} strokeDasharray="4 3" />
          <ReferenceLine x={forecast.now} stroke="var(--ink)" label={{ value: words.now, position: 'top', fontSize: 12, fill: 'var(--ink)' }} />
          {grown !== undefined && (
            <ReferenceLine y={grown} stroke="var(--edge)" strokeDasharray="4 3" label={{ value: words.canGrow ?? '', position: 'insideTopLeft', ...text }} />
          )}
          {forecast.fullAt !== undefined && forecast.fullAt <= to && (
            <ReferenceDot
              x={forecast.fullAt}
              y={size}
              r={4}
              fill="var(--panel)"
              stroke="var(--bad)"
              strokeWidth={2}
              label={{ value: words.full ?? '', position: 'bottom', fontSize: 12, fontWeight: 600, fill: 'var(--bad)' }}
            />
          )}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
