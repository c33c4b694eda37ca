'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { classNames } from '@/components/ui/class-names';
import { Message } from '@/components/ui/message';
import { StatusIcon } from '@/components/ui/status-icon';
import type { GpuRow } from '@/lib/domain/rows/topics';
import { linkIcon, links } from './links';

/** One row a model, one column a link; the first broken link is the only framed cell. Below the desk width each model is a list. */
export function TruthChain({ rows }: { rows: readonly GpuRow[] }) {
  const t = useTranslations('gpu');
  return (
    <table aria-label={t('chain.title')} className="w-full border-collapse text-sm wide:table-fixed max-wide:block">
      <thead className="max-wide:sr-only">
        <tr>
          <th scope="col" className="pr-3 pb-2 text-left align-bottom text-xs font-normal text-ink3">
            {t('model')}
          </th>
          {links.map((link, i) => (
            <th key={link} scope="col" className="px-2 pb-2 text-left align-bottom text-xs font-normal text-ink3">
              {i + 1} {t(`links.${link}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-wide:block">
        {rows.map((row) => (
          <tr key={row.id} className="rule-above max-wide:block max-wide:py-3">
            <th scope="row" className="py-2 pr-3 text-left align-top font-normal wrap-anywhere max-wide:block">
              {row.findingId ? (
                <Link className="link font-medium" href={`/findings/${row.findingId}`}>
                  {row.model}
                </Link>
              ) : (
                <span className="font-medium">{row.model}</span>
              )}
              <small className={classNames('block', row.brokenAt !== undefined && 'font-medium text-bad')}>
                {row.brokenAt === undefined ? row.kind : t('breaksAt', { link: row.brokenAt })}
              </small>
            </th>
            {links.map((link, i) => (
              <LinkCell key={link} number={i + 1} name={t(`links.${link}`)} link={row[link]} word={t(`states.${row[link].state}`)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LinkCell({ number, name, link, word }: { number: number; name: string; link: GpuRow['asked']; word: string }) {
  return (
    <td
      className={classNames(
        'px-2 py-2 align-top max-wide:grid max-wide:grid-cols-[168px_minmax(0,1fr)] max-wide:px-0 max-wide:py-1',
        link.state === 'broken' && 'bg-badbg hairline-bad font-medium text-bad max-wide:rounded-sm max-wide:px-2',
      )}
    >
      <span aria-hidden className="text-xs leading-5 font-normal text-ink3 wide:hidden">
        {number} {name}
      </span>
      <span className="flex min-w-0 items-start gap-1.5">
        <StatusIcon name={linkIcon[link.state]} label={word} className="mt-0.5" />
        <span className="min-w-0 wrap-anywhere">
          <Message text={link.value} />
          {link.note && (
            <small className="block">
              <Message text={link.note} />
            </small>
          )}
        </span>
      </span>
    </td>
  );
}
