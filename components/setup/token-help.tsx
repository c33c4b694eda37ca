'use client';

import { useTranslations } from 'next-intl';
import { Command } from '@/components/ui/command';
import { Details } from '@/components/ui/details';
import { StatusIcon } from '@/components/ui/status-icon';
import type { CvatTokenView } from '@/lib/domain/rows/cvat-token';

/** Typed by hand into the shell: nothing of it comes from the cluster. */
const keyRequest = [`curl -s -X POST "$CVAT/api/auth/login" -H 'content-type: application/json' \\`, `  -d '{"username": "admin", "password": "…"}'`];

/** Where a token is made: CVAT's own page since 2.48, a request before. */
export function TokenHelp({ token }: { token: CvatTokenView }) {
  const t = useTranslations('setup.token');
  const { page, hasTokenPage } = token;
  return (
    <Details title={t('make')}>
      <div className="grid gap-2 text-sm text-ink2">
        {hasTokenPage !== false && <p>{t('page')}</p>}
        {hasTokenPage !== false && page && (
          <p>
            {page.isLink ? (
              <a href={page.address} className="link target inline-flex items-center gap-1" target="_blank" rel="noreferrer">
                {t('open')}
                <StatusIcon name="external" size="small" />
              </a>
            ) : (
              t('pageAt', { address: page.address })
            )}
          </p>
        )}
        {hasTokenPage !== true && (
          <>
            <p>{t('older')}</p>
            <Command lines={keyRequest} withCopy />
          </>
        )}
      </div>
    </Details>
  );
}
