import { z } from 'zod';
import type { Text } from '@/lib/domain/text';

/** Text at a border. Apart from text.ts so that pages, which only carry sentences, need no parser. */
export const textSchema = z.object({
  key: z.string().min(1),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
}) satisfies z.ZodType<Text>;
