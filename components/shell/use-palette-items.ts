'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { consolePages } from '@/components/shell/pages';
import { type PaletteItem, type PaletteItems, searchItems } from '@/components/shell/palette-items';
import { useHead } from '@/components/shell/use-head';
import type { IconName } from '@/components/ui/status-icon';
import { useMessage } from '@/components/ui/use-message';
import type { FindingRow } from '@/lib/domain/rows/topics';
import { topicQuery } from '@/lib/queries/topics';

const severityIcons: Record<FindingRow['severity'], IconName> = { critical: 'critical', warning: 'warning', info: 'info' };

/** Everything the palette can go to, already searched. The topics are read the first time the palette opens, then kept by the stream. */
export function usePaletteItems(text: string): { readonly groups: PaletteItems[]; readonly where: { release: string; cluster: string } | undefined } {
  const t = useTranslations();
  const say = useMessage();
  const { head, isLive } = useHead();
  const findings = useQuery(topicQuery('findings')).data?.rows ?? [];
  const models = useQuery(topicQuery('models')).data?.rows ?? [];
  const claims = useQuery(topicQuery('claims')).data?.rows ?? [];
  const workloads = useQuery(topicQuery('workloads')).data?.rows ?? [];
  const open = findings.filter((finding) => !finding.resolvedAt);

  const fixes = open.flatMap((finding) =>
    finding.offers.map(
      (offer): PaletteItem => ({
        id: `fix ${finding.id} ${offer.remediationId}`,
        name: `${say(offer.name)} · ${say(finding.title)}`,
        note: !isLive
          ? t('plan.off.silent')
          : offer.blocked
            ? say(offer.blocked)
            : `${t(`words.risk.${offer.risk}`)} · ${t(`words.undoable.${offer.undoable ? 'yes' : 'no'}`)}`,
        icon: offer.blocked || !isLive ? 'denied' : 'plan',
        href: `/findings/${finding.id}#fixes` as Route,
        isOff: offer.blocked !== undefined || !isLive,
      }),
    ),
  );
  const groups: PaletteItems[] = [
    {
      id: 'findings',
      items: open.map((finding) => ({
        id: `finding ${finding.id}`,
        name: say(finding.title),
        note: finding.subject.name,
        icon: severityIcons[finding.severity],
        href: `/findings/${finding.id}` as Route,
      })),
    },
    { id: 'fixes', items: fixes },
    { id: 'goTo', items: consolePages.map((page) => ({ id: `page ${page.id}`, name: t(`words.page.${page.id}`), icon: 'go', href: page.href })) },
    {
      id: 'models',
      items: models.map((model) => ({
        id: `model ${model.id}`,
        name: model.name,
        note: t(`words.model.${model.state}`),
        icon: 'go',
        href: '/models' as Route,
      })),
    },
    { id: 'claims', items: claims.map((claim) => ({ id: `claim ${claim.id}`, name: claim.label, note: claim.name, icon: 'go', href: '/storage' as Route })) },
    {
      id: 'workloads',
      items: workloads.map((row) => ({
        id: `workload ${row.id}`,
        name: row.name,
        note: `${row.kind} · ${t('ui.ofTotal', { n: row.ready, total: row.desired })}`,
        icon: 'go',
        href: '/workloads' as Route,
      })),
    },
  ];
  return { groups: searchItems(groups, text), where: head?.release ? { release: head.release, cluster: head.cluster } : undefined };
}
