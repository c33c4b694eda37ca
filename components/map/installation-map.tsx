'use client';

import { useTranslations } from 'next-intl';
import { MapNode } from '@/components/map/map-node';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { NotThere } from '@/components/ui/not-there';
import type { MapNodeRow } from '@/lib/domain/rows/topics';

const groups = ['web', 'work', 'stores', 'models', 'analytics', 'outside'] as const satisfies readonly MapNodeRow['group'][];

interface InstallationMapProps {
  nodes: readonly MapNodeRow[] | undefined;
  /** Known as of an earlier moment: parts stand underlined, not framed. */
  isOld: boolean;
  /** Nothing was read yet, but is being read. */
  isReading: boolean;
  /** Parts whose finding is fresh although the cluster is silent. */
  freshFindings?: ReadonlySet<string>;
}

/** Every part of the installation, by what it is for. */
export function InstallationMap({ nodes, isOld, isReading, freshFindings }: InstallationMapProps) {
  const t = useTranslations();
  const notWell = nodes?.filter((node) => node.tone === 'warn' || node.tone === 'bad').length ?? 0;
  const unknown = nodes?.filter((node) => node.tone === 'unknown').length ?? 0;
  return (
    <Card labelledBy="map">
      <CardHead id="map" title={t('now.map.title')} note={nodes && mapNote(nodes.length)} />
      {!nodes && <NotThere isReading={isReading} />}
      {nodes && (
        <dl className="grid gap-2">
          {groups.map((group) => {
            const parts = nodes.filter((node) => node.group === group);
            if (parts.length === 0) return null;
            return (
              <div key={group} className="grid grid-cols-[72px_minmax(0,1fr)] items-start gap-2">
                <dt className="text-xs leading-6 text-ink3">{t(`words.mapGroup.${group}`)}</dt>
                <dd className="flex min-w-0 flex-wrap gap-2">
                  {parts.map((node) => (
                    <MapNode key={node.id} node={node} isOld={isOld && !(node.findingId && freshFindings?.has(node.findingId))} />
                  ))}
                </dd>
              </div>
            );
          })}
        </dl>
      )}
      {nodes && isOld && <p className="mt-3 text-xs text-ink3">{t('now.map.key')}</p>}
    </Card>
  );

  function mapNote(total: number): string {
    if (isOld) return t('now.map.old');
    if (notWell > 0) return t('now.map.notWell', { n: notWell, total });
    return unknown > 0 ? t('now.map.unknown', { n: unknown, total }) : t('now.map.well', { n: total, total });
  }
}
