'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { switchRemediationAction } from '@/app/(console)/settings/actions';
import { RiskPill } from '@/components/remediations/risk-pill';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { Checkbox } from '@/components/ui/checkbox';
import { Message } from '@/components/ui/message';
import { Notice } from '@/components/ui/notice';
import { whyNotDone } from '@/components/ui/why-not-done';
import type { SettingsView } from '@/lib/domain/rows/details';
import { settingsQuery } from '@/lib/queries/details';
import { RightLine } from './right-line';

/** What Loupe may change: each remediation, switched on or off, with the rights it needs. */
export function RemediationsCard({ remediations, isAdmin }: { remediations: SettingsView['remediations']; isAdmin: boolean }) {
  const t = useTranslations('settings.remediations');
  const client = useQueryClient();
  const flip = useMutation({ mutationFn: switchRemediationAction, onSettled: () => client.invalidateQueries({ queryKey: settingsQuery().queryKey }) });
  return (
    <Card labelledBy="remediations">
      <CardHead id="remediations" title={t('title')} note={isAdmin ? t('note') : t('adminOnly')} level={2} />
      <Notice text={whyNotDone(flip)} />
      <ul>
        {remediations.map((r) => (
          <li key={r.id} className="not-first:rule-above grid gap-x-4 gap-y-2 py-3 desk:grid-cols-[minmax(0,1fr)_minmax(0,280px)_auto]">
            <div className="min-w-0">
              <span className="font-medium">
                <Message text={r.name} />
              </span>{' '}
              <RiskPill risk={r.risk} />
              <small className="mt-1 block">
                <Message text={r.effect} /> · {t(r.undoable ? 'undoable' : 'notUndoable')}
              </small>
            </div>
            <ul>
              {r.rights.length === 0 ? (
                <small>{t('noRights')}</small>
              ) : (
                r.rights.map((right) => <RightLine key={`${right.rule.resource}${right.rule.verbs.join()}`} {...right} />)
              )}
            </ul>
            <Checkbox
              label={t(r.installed ? (r.enabled ? 'on' : 'off') : 'notInstalled')}
              aria-label={t('switch', { id: r.id })}
              checked={r.enabled}
              disabled={!isAdmin || !r.installed || flip.isPending}
              onChange={(e) => flip.mutate({ id: r.id, enabled: e.target.checked })}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}
