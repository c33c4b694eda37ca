export const languages = ['en', 'ru', 'ja'] as const;
export type Language = (typeof languages)[number];

/** Cookies that hold the reader's language and time zone. Neither says who somebody is. */
export const languageCookie = 'locale';
export const timeZoneCookie = 'zone';

/** The language a cookie asks for; English for anything else. */
export function readLanguage(value: string | undefined): Language {
  return languages.find((language) => language === value) ?? 'en';
}

/** Whether Intl knows the name: a cookie is a visitor's text. */
export function isTimeZone(name: string): boolean {
  try {
    return name.length <= 64 && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}
