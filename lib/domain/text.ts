/**
 * One user-visible sentence as data: a key of the message catalogue and the values it takes. Checks, plans and errors carry this, never
 * prose, so that the same finding reads in any language. Values are inserted as text: cluster data in them can never become markup. An
 * instant (ISO text) among them is shown as a moment where the reader is.
 */
export interface Text {
  readonly key: string;
  readonly params?: Record<string, string | number> | undefined;
}

/** Names a sentence of the catalogue, with its values. */
export function say(key: string, params?: Record<string, string | number>): Text {
  return params ? { key, params } : { key };
}
