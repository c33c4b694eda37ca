import 'server-only';
import { createTranslator } from 'use-intl/core';
import type { Text } from '@/lib/domain/text';
import english from '@/messages/en.generated.json';

const translator = createTranslator({
  locale: 'en',
  timeZone: 'UTC',
  messages: english as unknown as Record<string, never>,
  onError: () => {},
  getMessageFallback: ({ key }) => key,
});
// Keys come as data, so they are not known to the compiler.
const speak = translator.markup as unknown as (key: string, values: Record<string, unknown>) => string;

/** A sentence of the catalogue in English, as plain text: tags fall away, moments stay ISO. A sentence that is missing answers its key. */
export function inEnglish(text: Text): string {
  return speak(text.key, { ...text.params, m: (chunks: string) => chunks });
}
