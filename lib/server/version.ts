/** Loupe's version, as it tells servers and people. */
export const VERSION = '0.1.0';
