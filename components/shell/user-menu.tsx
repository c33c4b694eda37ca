'use client';

import { useTranslations } from 'next-intl';
import { useActor } from '@/components/providers/actor-provider';
import { UserPanel } from '@/components/shell/user-panel';

/** Who is signed in; theme and sign-out behind it. The browser's own popover: Escape closes it and gives the focus back. */
export function UserMenu() {
  const t = useTranslations('words.role');
  const actor = useActor();
  return (
    <>
      <button type="button" popoverTarget="user-menu" className="rounded-sm py-1.5 [anchor-name:--user-menu] whitespace-nowrap hover:text-ink">
        <span className="inline-block max-w-40 truncate align-bottom">{actor.name}</span> · {t(actor.role)}
      </button>
      <div
        id="user-menu"
        popover="auto"
        className="fixed inset-auto top-20 right-4 mt-2 w-60 [position-anchor:--user-menu] supports-[anchor-name:--a]:top-[anchor(bottom)] supports-[anchor-name:--a]:right-[anchor(right)] rounded-lg bg-panel p-2 text-ink shadow-lift"
      >
        <UserPanel />
      </div>
    </>
  );
}
