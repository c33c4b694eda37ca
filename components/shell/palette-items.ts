import type { Route } from 'next';
import type { IconName } from '@/components/ui/status-icon';

export interface PaletteItem {
  readonly id: string;
  readonly name: string;
  readonly note?: string;
  readonly icon: IconName;
  readonly href: Route;
  /** Visible, not choosable; the note says why. */
  readonly isOff?: boolean;
}

export interface PaletteItems {
  readonly id: 'findings' | 'fixes' | 'goTo' | 'models' | 'claims' | 'workloads';
  readonly items: readonly PaletteItem[];
}

const MOST_PER_GROUP = 6;

/** What matches: every word somewhere in the name or note, names that begin with the text first; empty groups fall away. */
export function searchItems(groups: readonly PaletteItems[], text: string): PaletteItems[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return groups.flatMap((group) => {
    const found = group.items
      .map((item) => ({ item, rank: rankOf(item, words) }))
      .filter(({ rank }) => rank > 0)
      .sort((a, b) => b.rank - a.rank)
      .slice(0, MOST_PER_GROUP)
      .map(({ item }) => item);
    return found.length > 0 ? [{ id: group.id, items: found }] : [];
  });
}

/** 0 = no match. Stable sorting keeps the order of the group among equals. */
function rankOf(item: PaletteItem, words: readonly string[]): number {
  const [first] = words;
  if (first === undefined) return 1;
  const name = item.name.toLowerCase();
  const all = `${name} ${item.note?.toLowerCase() ?? ''}`;
  if (!words.every((word) => all.includes(word))) return 0;
  return name.startsWith(first) ? 3 : name.includes(first) ? 2 : 1;
}
