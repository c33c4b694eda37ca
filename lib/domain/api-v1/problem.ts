import { z } from 'zod';
import { errorCodes } from '@/lib/domain/errors';

/** Every answer that is no success, as RFC 9457 has it. */
export const problemSchema = z
  .object({
    type: z.string().describe('`urn:loupe:problem:` and the code.'),
    title: z.string().describe('What went wrong, in a sentence.'),
    status: z.number().int(),
    code: z.enum(errorCodes).describe('Decide by this, never by the title.'),
    detail: z.string().optional().describe('Which value was not accepted, and what is.'),
    instance: z.string().describe('`urn:uuid:` and the id under which Loupe’s log has the details.'),
  })
  .describe('A request that was refused or failed.');
export type Problem = z.infer<typeof problemSchema>;
