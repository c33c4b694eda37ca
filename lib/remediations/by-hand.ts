/** An argument as a POSIX shell takes it literally. */
export function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** One kubectl line, ready to be copied: every argument is quoted where it has to be. */
export function kubectl(namespace: string | undefined, ...args: readonly string[]): string {
  return ['kubectl', ...(namespace === undefined ? [] : ['-n', namespace]), ...args].map(shellQuote).join(' ');
}
