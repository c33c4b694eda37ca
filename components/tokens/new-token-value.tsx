'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Command } from '@/components/ui/command';

/** The value of a token that was just made: shown until it is put away, and never again. */
export function NewTokenValue({ value, onDone }: { value: string; onDone: () => void }) {
  const t = useTranslations('tokens.made');
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <section ref={box} tabIndex={-1} aria-labelledby="new-token" className="grid gap-2 outline-none">
      <h3 id="new-token">{t('title')}</h3>
      <p className="text-sm text-ink2">{t('once')}</p>
      <Command lines={[value]} withCopy />
      <p className="text-sm text-ink2">{t('use')}</p>
      <Command lines={[`curl -H "Authorization: Bearer $TOKEN" ${window.location.origin}/api/v1/status`]} />
      <div>
        <Button onClick={onDone}>{t('done')}</Button>
      </div>
    </section>
  );
}
