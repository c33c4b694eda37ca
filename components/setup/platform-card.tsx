'use client';

import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { RowList } from '@/components/ui/row-list';
import { type IconName, StatusIcon } from '@/components/ui/status-icon';
import type { DiscoveryView } from '@/lib/domain/rows/discovery';

const icons: Record<'there' | 'absent' | 'unknown', IconName> = { there: 'ok', absent: 'not-applicable', unknown: 'unknown' };

/** What the cluster has beside the installation. Absent is only said after looking. */
export function PlatformCard({ platform }: { platform: DiscoveryView['platform'] }) {
  const t = useTranslations('setup.platform');
  if (platform.length === 0) return null;
  const detailOf = (name: string, detail: string): string => {
    const [first = '', second = ''] = detail.split('/');
    if (name === 'longhorn') return t('details.longhorn', { volumes: first, disks: second });
    return name === 'load-balancer' || name === 'gpu-plugin' ? t(`details.${name}`, { n: Number(detail) }) : detail;
  };
  return (
    <Card labelledBy="platform">
      <CardHead id="platform" title={t('title')} note={t('note')} level={2} />
      <RowList
        label={t('title')}
        rows={platform.map((part) => ({
          key: part.name,
          start: t(`names.${part.name}`),
          end: (
            <span className="inline-flex items-start gap-1.5 text-right">
              <StatusIcon name={icons[part.state]} size="small" className="mt-0.5" />
              <span className="min-w-0 wrap-anywhere">
                {t(`states.${part.state}`)}
                {part.detail && ` · ${detailOf(part.name, part.detail)}`}
                {part.missingRight && (
                  <>
                    {' · '}
                    <code>{part.missingRight}</code>
                  </>
                )}
              </span>
            </span>
          ),
        }))}
      />
    </Card>
  );
}
