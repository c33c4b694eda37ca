import 'server-only';
import type { z } from 'zod';
import type { CvatAnswer } from '@/lib/cvat/ask-cvat';
import { shownText } from '@/lib/cvat/shown-text';
import { AppError } from '@/lib/domain/errors';

/** The answer's data in the expected shape. Throws `cvat-denied` for 401 and 403, `cvat-failed` for any other status or shape. */
export function readAnswer<T>(answer: CvatAnswer, schema: z.ZodType<T>): T {
  refuseDenied(answer);
  if (answer.status !== 200) throw failed(answer, errorWords(answer));
  const parsed = schema.safeParse(json(answer));
  if (!parsed.success) throw failed(answer, 'not the documented shape', parsed.error);
  return parsed.data;
}

/** Throws `cvat-denied` when the token is missing, invalid, or not allowed to see this. */
export function refuseDenied(answer: CvatAnswer): void {
  if (answer.status !== 401 && answer.status !== 403) return;
  throw new AppError('cvat-denied', { params: { status: answer.status }, detail: errorWords(answer) ?? `HTTP ${answer.status}` });
}

/** The body as JSON, or undefined when it is none. */
export function json(answer: CvatAnswer): unknown {
  try {
    return JSON.parse(answer.text);
  } catch {
    return undefined;
  }
}

/** What an error says, in one redacted line: a JSON string, `detail`, or plain text. HTML pages say nothing a person can use. */
export function errorWords(answer: CvatAnswer): string | undefined {
  const body = json(answer);
  if (typeof body === 'string') return oneLine(body);
  if (body && typeof body === 'object' && 'detail' in body && typeof body.detail === 'string') return oneLine(body.detail);
  return answer.contentType.startsWith('text/plain') ? oneLine(answer.text) : undefined;
}

/** The error for an answer that cannot be used. */
export function failed(answer: CvatAnswer, detail: string | undefined, cause?: unknown): AppError {
  return new AppError('cvat-failed', { params: { status: answer.status }, ...(detail ? { detail } : {}), cause });
}

function oneLine(text: string): string | undefined {
  return shownText(text.replace(/\s+/g, ' ').trim(), 300) || undefined;
}
