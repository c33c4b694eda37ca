import type { IncomingMessage, ServerResponse } from 'node:http';
import { StatusError } from './status-error';

/** As a real server: bodies above this are refused. */
const LARGEST_BODY = 3 * 1024 * 1024;

/** Strings of this size are written in one go; large lists in pieces, so that no second copy of everything is built. */
const PIECE = 256 * 1024;

export async function readBody(request: IncomingMessage): Promise<string> {
  return (await readBytes(request)).toString('utf8');
}

export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > LARGEST_BODY) {
      throw new StatusError({ code: 413, reason: 'RequestEntityTooLarge', message: `Request entity too large: limit is ${LARGEST_BODY}` });
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

export interface AnswerHeaders {
  readonly warnings?: readonly string[];
  readonly retryAfterSeconds?: number | undefined;
}

export function setHeaders(response: ServerResponse, { warnings = [], retryAfterSeconds }: AnswerHeaders): void {
  response.setHeader('Cache-Control', 'no-cache, private');
  if (warnings.length > 0) {
    response.setHeader(
      'Warning',
      warnings.map((text) => `299 - ${JSON.stringify(text)}`),
    );
  }
  if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(retryAfterSeconds));
}

export function answerJson(response: ServerResponse, code: number, json: string, headers: AnswerHeaders = {}): void {
  setHeaders(response, headers);
  response.writeHead(code, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(json) });
  response.end(json);
}

export function answerText(response: ServerResponse, code: number, text: string): void {
  setHeaders(response, {});
  response.writeHead(code, { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': Buffer.byteLength(text) });
  response.end(text);
}

export function answerError(response: ServerResponse, error: unknown, retryAfterSeconds?: number): void {
  const status =
    error instanceof StatusError
      ? error
      : new StatusError({ code: 500, reason: 'InternalError', message: `Internal error occurred: ${error instanceof Error ? error.message : String(error)}` });
  if (!response.headersSent) answerJson(response, status.code, JSON.stringify(status.body), { retryAfterSeconds });
  else response.destroy();
}

/** A list, written item by item. */
export function answerList(response: ServerResponse, head: string, items: Iterable<string>, headers: AnswerHeaders = {}): void {
  setHeaders(response, headers);
  response.writeHead(200, { 'Content-Type': 'application/json' });
  let piece = head;
  let first = true;
  for (const item of items) {
    piece += first ? item : `,${item}`;
    first = false;
    if (piece.length > PIECE) {
      response.write(piece);
      piece = '';
    }
  }
  response.end(`${piece}]}`);
}
