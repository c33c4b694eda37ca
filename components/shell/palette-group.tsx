'use client';

import { Command } from 'cmdk';
import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { Marked } from '@/components/shell/marked';
import type { PaletteItems } from '@/components/shell/palette-items';
import { classNames } from '@/components/ui/class-names';
import { StatusIcon } from '@/components/ui/status-icon';

interface PaletteGroupProps {
  group: PaletteItems;
  text: string;
  onSelect: (href: Route) => void;
}

/** Results of one kind. What cannot be chosen now stays visible, with the reason. */
export function PaletteGroup({ group, text, onSelect }: PaletteGroupProps) {
  const t = useTranslations('shell.palette');
  return (
    <Command.Group
      heading={
        <span className="flex justify-between px-2 pt-3 pb-1 text-xs text-ink3">
          {t(group.id)}
          {group.id === 'fixes' && <span>{t('fixesNote')}</span>}
        </span>
      }
    >
      {group.items.map((item) => (
        <Command.Item
          key={item.id}
          value={item.id}
          disabled={item.isOff ?? false}
          onSelect={() => onSelect(item.href)}
          className={classNames(
            'grid min-h-11 cursor-pointer grid-cols-[16px_minmax(0,1fr)] items-center gap-x-3 rounded-sm px-2 py-1 text-base data-[selected=true]:bg-hover data-[selected=true]:font-medium desk:min-h-9 desk:grid-cols-[16px_minmax(0,1fr)_auto]',
            item.isOff && 'text-ink3',
          )}
        >
          <StatusIcon name={item.icon} />
          <span className="min-w-0 truncate">
            <Marked text={item.name} part={text} />
          </span>
          {item.note && <small className="max-desk:col-start-2 desk:text-right">{item.note}</small>}
        </Command.Item>
      ))}
    </Command.Group>
  );
}
