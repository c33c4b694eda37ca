'use client';

import { useTranslations } from 'next-intl';
import { type IconName, StatusIcon } from '@/components/ui/status-icon';
import type { Severity } from '@/lib/domain/finding';

const icons: Record<Severity, IconName> = { critical: 'critical', warning: 'warning', info: 'info' };

/** A finding's weight as a silhouette with its word. */
export function SeverityIcon({ severity, className }: { severity: Severity; className?: string }) {
  const t = useTranslations('words.severity');
  return <StatusIcon name={icons[severity]} label={t(severity)} {...(className ? { className } : {})} />;
}
