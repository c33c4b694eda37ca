import 'server-only';
import { cookies } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { isTimeZone, type Language, languageCookie, readLanguage, timeZoneCookie } from '@/lib/domain/language';
import english from '@/messages/en.generated.json';

export type Messages = { readonly [key: string]: string | Messages };

const others: Record<Exclude<Language, 'en'>, () => Promise<Messages>> = {
  ru: async () => (await import('@/messages/ru.generated.json')).default as Messages,
  ja: async () => (await import('@/messages/ja.generated.json')).default as Messages,
};

/** Sentences of one language; what it lacks is said in English. */
async function messagesOf(language: Language): Promise<Messages> {
  return language === 'en' ? (english as Messages) : merge(english as Messages, await others[language]());
}

function merge(base: Messages, over: Messages): Messages {
  const merged: Record<string, string | Messages> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = typeof value === 'object' && typeof below === 'object' ? merge(below, value) : value;
  }
  return merged;
}

/** What every page may say, signed in or not: with it the first byte of the annotators' page is not followed by the words of the whole console. */
const everywhere = ['ui', 'words', 'shell', 'errors', 'entry', 'models', 'model-reasons'];

/** The part of a catalogue that the pages outside the console need. */
export function entryMessages(messages: Messages): Messages {
  return Object.fromEntries(everywhere.flatMap((name) => (messages[name] === undefined ? [] : [[name, messages[name]]])));
}

export default getRequestConfig(async () => {
  const jar = await cookies();
  const language = readLanguage(jar.get(languageCookie)?.value);
  const zone = jar.get(timeZoneCookie)?.value;
  return {
    locale: language,
    messages: await messagesOf(language),
    timeZone: zone && isTimeZone(zone) ? zone : 'UTC',
    getMessageFallback: ({ key, namespace }) => [namespace, key].filter(Boolean).join('.'),
  };
});
