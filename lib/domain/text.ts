import { z } from 'zod';

/**
 * One user-visible sentence as data: a key of the message catalogue and the values it takes. Checks, plans and errors carry this, never
 * prose, so that the same finding reads in any language. Values are inserted as text: cluster data in them can never become markup.
 */
export const textSchema = z.object({
  key: z.string().min(1),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Text = z.infer<typeof textSchema>;

/** Names a sentence of the catalogue, with its values. */
export function say(key: string, params?: Record<string, string | number>): Text {
  return params ? { key, params } : { key };
}
