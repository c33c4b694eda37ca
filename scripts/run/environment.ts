/** Environment variables to add to those of this process. */
export type Environment = Readonly<Record<string, string | undefined>>;
