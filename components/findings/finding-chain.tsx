'use client';

import { useTranslations } from 'next-intl';
import { Chain } from '@/components/ui/chain';
import { Message } from '@/components/ui/message';
import type { ChainLink } from '@/lib/domain/finding';

/** The chain of facts of a finding, with the broken link marked. */
export function FindingChain({ chain }: { chain: readonly ChainLink[] }) {
  const t = useTranslations();
  const word = (state: ChainLink['state']) => t(`words.link.${state}`);
  return (
    <Chain
      label={t('finding.chain')}
      stateWords={{ good: word('good'), broken: word('broken'), follows: word('follows'), unknown: word('unknown'), 'not-applicable': word('not-applicable') }}
      items={chain.map((link, index) => ({
        key: `${index}-${link.label.key}`,
        label: <Message text={link.label} />,
        value: <Message text={link.value} />,
        state: link.state,
        ...(link.state === 'follows' ? { note: word('follows') } : {}),
      }))}
    />
  );
}
