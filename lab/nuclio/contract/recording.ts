import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A function as `nuclio-probe` sums it up each time it changes; the text when nothing more happened. */
export interface FunctionView {
  readonly state?: string | null;
  readonly message?: string;
  readonly urls?: readonly string[] | null;
  readonly external?: readonly string[] | null;
  readonly logs?: number;
}

/** One line of the recording: a request, a step of a function's way, a look at the cluster, or something done by hand. */
export interface RecordedLine {
  /** Line in the file, from 1: what hands and differences refer to. */
  readonly line: number;
  /** Time of day, hh:mm:ss.sss. */
  readonly at: string;
  readonly step: string;
  readonly call?: string;
  readonly headers?: string;
  readonly sent?: unknown;
  readonly code?: number;
  readonly body?: unknown;
  readonly walk?: string;
  /** Seconds since the walk began; in an `after` line, what had been done. */
  readonly after?: number | string;
  readonly now?: FunctionView | string | null;
  readonly look?: string;
  readonly found?: Readonly<Record<string, unknown>> | null;
  readonly resource?: Readonly<Record<string, unknown>>;
  readonly [other: string]: unknown;
}

const FILE = path.join(import.meta.dirname, 'recorded-1.14.1.jsonl');

/** What a real Nuclio 1.14.1 answered, in order. */
export const recording: readonly RecordedLine[] = readFileSync(FILE, 'utf8')
  .trim()
  .split('\n')
  .map((text, index) => ({ ...(JSON.parse(text) as Omit<RecordedLine, 'line'>), line: index + 1 }) as RecordedLine);

/** Milliseconds of the day a line was written. */
export function momentOf({ at }: RecordedLine): number {
  return Date.parse(`1970-01-01T${at}Z`);
}

/** The line of this number. Throws when there is none. */
export function lineAt(line: number): RecordedLine {
  const found = recording[line - 1];
  if (!found) throw new RangeError(`the recording has no line ${line}`);
  return found;
}
