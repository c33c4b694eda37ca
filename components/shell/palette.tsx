'use client';

import { Dialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PaletteFoot } from '@/components/shell/palette-foot';
import { PaletteGroup } from '@/components/shell/palette-group';
import { usePaletteItems } from '@/components/shell/use-palette-items';
import { StatusIcon } from '@/components/ui/status-icon';

interface PaletteProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Search over findings, fixes and places. It goes somewhere; nothing runs from here. */
export function Palette({ isOpen, onOpenChange }: PaletteProps) {
  const t = useTranslations('shell.palette');
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-10 bg-scrim" />
        <Dialog.Popup
          aria-label={t('label')}
          className="fixed top-14 left-1/2 z-10 w-[calc(100%-16px)] max-w-[640px] -translate-x-1/2 overflow-hidden rounded-lg bg-panel shadow-lift outline-none desk:top-28"
        >
          <PaletteSearch onDone={() => onOpenChange(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteSearch({ onDone }: { onDone: () => void }) {
  const t = useTranslations('shell.palette');
  const router = useRouter();
  const [text, setText] = useState('');
  const { groups, where } = usePaletteItems(text);
  return (
    <Command label={t('label')} shouldFilter={false} loop>
      <div className="rule-below relative flex h-13 items-center gap-3 px-4">
        <StatusIcon name="search" />
        <Command.Input
          autoFocus
          value={text}
          onValueChange={setText}
          placeholder={t('open')}
          className="h-full min-w-0 flex-1 bg-transparent text-h2 font-normal caret-accent outline-none placeholder:text-ink3"
        />
        {where && <small className="max-desk:hidden">{t('where', where)}</small>}
      </div>
      <Command.List className="max-h-[min(420px,60vh)] overflow-y-auto px-2 pt-1 pb-2">
        <Command.Empty className="px-2 py-6 text-center text-sm text-ink2">{t('nothing', { text })}</Command.Empty>
        {groups.map((group) => (
          <PaletteGroup
            key={group.id}
            group={group}
            text={text}
            onSelect={(href) => {
              onDone();
              router.push(href);
            }}
          />
        ))}
      </Command.List>
      <PaletteFoot />
    </Command>
  );
}
