'use client';

import { useTranslations } from 'next-intl';
import type { Text } from '@/lib/domain/text';

/** The same sentence as <Message>, as plain text: for labels, titles of the window and search. Tags of the catalogue fall away. */
export function useMessage(): (text: Text) => string {
  const t = useTranslations();
  return (text) => t.markup(text.key, { ...text.params, m: (chunks) => chunks });
}
