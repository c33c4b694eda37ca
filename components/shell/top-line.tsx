'use client';

import { LiveState } from '@/components/shell/live-state';
import { PaletteButton } from '@/components/shell/palette-button';
import { Trail } from '@/components/shell/trail';
import { UserMenu } from '@/components/shell/user-menu';

/** Where this is, how fresh it is, search, and who is signed in. */
export function TopLine() {
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-4 py-1 text-xs text-ink2 desk:h-14 desk:flex-nowrap desk:text-sm">
      <Trail />
      <div className="max-desk:ml-auto">
        <LiveState />
      </div>
      <div className="ml-auto flex flex-none items-center gap-4 max-desk:hidden">
        <PaletteButton />
        <UserMenu />
      </div>
    </div>
  );
}
