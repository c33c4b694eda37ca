'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { classNames } from '@/components/ui/class-names';
import { type IconName, StatusIcon } from '@/components/ui/status-icon';
import type { MapNodeRow } from '@/lib/domain/rows/topics';

const looks: Record<MapNodeRow['tone'], { box: string; icon?: IconName }> = {
  ok: { box: 'hairline rounded-sm' },
  warn: { box: 'hairline-warn rounded-sm bg-warnbg font-medium text-warn', icon: 'warning' },
  bad: { box: 'hairline-bad rounded-sm bg-badbg font-medium text-bad', icon: 'critical' },
  unknown: { box: 'hairline rounded-sm text-unk', icon: 'unknown' },
};

/** One part of the map; leads to its finding when it has one. */
export function MapNode({ node, isOld }: { node: MapNodeRow; isOld: boolean }) {
  const t = useTranslations('words.tone');
  const look = looks[node.tone];
  const className = classNames('inline-flex max-w-full items-center gap-1.5 px-2 text-xs leading-6', isOld ? 'underlined-old text-ink2' : look.box);
  const content = (
    <>
      {!isOld && look.icon && <StatusIcon name={look.icon} size="small" label={t(node.tone)} />}
      <span className="truncate">{node.label}</span>
    </>
  );
  if (!node.findingId) return <span className={className}>{content}</span>;
  return (
    <Link
      href={`/findings/${node.findingId}` as Route}
      className={classNames(className, 'relative max-desk:after:absolute max-desk:after:-inset-x-1 max-desk:after:-inset-y-2.5')}
    >
      {content}
    </Link>
  );
}
