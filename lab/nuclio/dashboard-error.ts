import { jsonAnswer, type LabAnswer } from '../http/start-http-server';

/** An answer of 400 and above, thrown on the way. An empty text gives no body, as a handler that panics gives none. */
export class DashboardError extends Error {
  constructor(
    readonly status: number,
    text: string,
  ) {
    super(text);
    this.name = 'DashboardError';
  }
}

/** Nuclio's error body: the root cause and, always, a stack of words. */
export function errorAnswer({ status, message }: DashboardError): LabAnswer {
  if (!message) return { status };
  return jsonAnswer(status, { error: message, errorStackTrace: `\nError - ${message}\nCall stack:\n${message}\n` });
}

/** Go's words for a body that is not JSON. */
export function parseBody(text: string, words = 'unexpected end of JSON input'): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (parsed && typeof parsed === 'object' && !Array.isArray(parsed)) return parsed as Record<string, unknown>;
  } catch {
    // Answered below.
  }
  throw new DashboardError(400, words);
}
