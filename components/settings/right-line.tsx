'use client';

import { useTranslations } from 'next-intl';
import { type IconName, StatusIcon } from '@/components/ui/status-icon';
import type { RbacRule } from '@/lib/domain/plan';

const icons: Record<'yes' | 'no' | 'unknown', IconName> = { yes: 'ok', no: 'denied', unknown: 'unknown' };

/** One right as RBAC writes it, and whether it is held. */
export function RightLine({ rule, held }: { rule: RbacRule; held: 'yes' | 'no' | 'unknown' }) {
  const t = useTranslations('settings.rights');
  return (
    <li className="flex items-start gap-2 py-1 text-sm">
      <StatusIcon name={icons[held]} label={t(`held.${held}`)} className="mt-0.5" />
      <span className="min-w-0 wrap-anywhere">
        {rule.verbs.join(', ')} <code>{rule.apiGroup ? `${rule.resource}.${rule.apiGroup}` : rule.resource}</code>
        {!rule.namespaced && <span className="text-ink3"> {t('clusterWide')}</span>}
      </span>
    </li>
  );
}
