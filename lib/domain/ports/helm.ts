/** Values a person set for the release. Secret-looking values are redacted. */
export type ChartValues = Readonly<Record<string, unknown>>;
