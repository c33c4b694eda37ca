import { z } from 'zod';

/** A text field somebody may leave empty: blank counts as not given. `accepts` names the sentence that says what is accepted. */
export function optionalText(isAccepted: (text: string) => boolean, accepts: string) {
  return z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
    z.string({ error: accepts }).trim().refine(isAccepted, { error: accepts }).optional(),
  );
}
