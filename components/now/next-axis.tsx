'use client';

import { useTranslations } from 'next-intl';
import type { Forecast } from '@/components/now/forecasts';
import { usePlace } from '@/components/ui/use-place';
import { formatDay } from '@/lib/domain/format-moment';

const DAY = 86_400_000;
const DAYS = 31;
const LINE = 48;

/** Thirty days from today: per claim the interval in which it fills, and the likeliest day. Drawn at 1:1 in percent of its width. */
export function NextAxis({ forecasts, now }: { forecasts: readonly Forecast[]; now: number }) {
  const t = useTranslations('now.next');
  const place = usePlace();
  const share = (ms: number) => Math.min(100, Math.max(0, (100 * (ms - now)) / (DAYS * DAY)));
  const bottom = forecasts.length * LINE + 8;
  const weeks = [1, 2, 3, 4].map((week) => now + week * 7 * DAY);
  const words = forecasts.map((forecast) => t('fullAbout', { name: forecast.label, day: formatDay(forecast.at, now, place) }));
  return (
    <svg role="img" aria-label={words.join('; ')} width="100%" height={bottom + 24} className="overflow-visible text-xs">
      <title>{words.join('; ')}</title>
      <line x1="0.5" x2="0.5" y1={0} y2={bottom + 4} className="stroke-ink" />
      <text x={0} y={bottom + 20} className="fill-ink">
        {t('today')}
      </text>
      {weeks.map((at) => (
        <g key={at}>
          <line x1={`${share(at)}%`} x2={`${share(at)}%`} y1={0} y2={bottom} className="stroke-line" />
          <text x={`${share(at)}%`} y={bottom + 20} textAnchor="middle" className="fill-ink3">
            {formatDay(at, now, place)}
          </text>
        </g>
      ))}
      {forecasts.map((forecast, index) => {
        const y = index * LINE;
        const from = share(forecast.earliest);
        const isLate = share(forecast.at) > 55;
        return (
          <g key={forecast.id}>
            <text x={isLate ? '100%' : `${from}%`} y={y + 16} textAnchor={isLate ? 'end' : 'start'} className="fill-ink font-semibold">
              {words[index]}
            </text>
            <rect x={`${from}%`} y={y + 28} width={`${Math.max(0.5, share(forecast.latest) - from)}%`} height={8} rx={4} className="fill-fill3" />
            <rect x={`${share(forecast.at)}%`} y={y + 24} width={3} height={16} rx={1.5} className="fill-ink" />
          </g>
        );
      })}
    </svg>
  );
}
