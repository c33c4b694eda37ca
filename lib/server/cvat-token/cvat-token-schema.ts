import { z } from 'zod';

/** A token as people paste it: the value alone, or with the scheme it is sent with. Nothing that could break a header. */
export const cvatTokenSchema = z
  .string()
  .trim()
  .min(8)
  .max(4096)
  .regex(/^((token|bearer) +)?[!-~]+$/i);
