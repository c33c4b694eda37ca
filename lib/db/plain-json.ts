import 'server-only';
import type { Prisma } from '@/generated/prisma/client';

/** Plain JSON for a Json column: what a reader gets is what was written, without undefined and class instances. */
export function plainJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
}
