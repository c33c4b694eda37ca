/** Flags with which Chromium talks to nobody but the pages it is given, and runs without a sandbox's or a GPU's help, as in CI. */
export const quietBrowser: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
