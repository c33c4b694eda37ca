import { isDeepStrictEqual } from 'node:util';
import { comparable } from './comparable';
import type { FunctionView, RecordedLine } from './recording';
import type { Replayed, TimedView } from './replay';

/** One place where the lab did something else than the real Nuclio. */
export interface Difference {
  readonly line: number;
  /** `code`, `walk`, `time`, or where in the answer, dotted. */
  readonly at: string;
  readonly recorded: unknown;
  readonly lab: unknown;
}

/** The recorder looked every 0.1 s at best: what was over sooner than this he may not have seen. */
const BLINK_SECONDS = 1.2;
/** Times are simulated: only what is off by more than this, and by more than a quarter, is a difference. */
const TOLERATED_SECONDS = 8;
const TOLERATED_SHARE = 0.25;

/** Where what the lab did is not what was recorded, but for what differs from one moment and one installation to the next. */
export function compare({ line, got, walk }: Replayed): Difference[] {
  if (walk) return compareWalk(walk.lines, walk.views);
  const { code, body, found, ...rest } = got ?? {};
  const pairs: [string, unknown, unknown][] = [];
  if (line.code !== undefined) pairs.push(['code', line.code, code]);
  if ('body' in line) pairs.push(['body', line.body, body]);
  if ('found' in line) pairs.push(['found', line.found, found]);
  for (const [key, value] of Object.entries(rest)) pairs.push([key, line[key], value]);
  return pairs.flatMap(([at, recorded, lab]) => differencesOf(at, comparable(recorded, at), comparable(lab, at)).map((one) => ({ line: line.line, ...one })));
}

function differencesOf(at: string, recorded: unknown, lab: unknown): Omit<Difference, 'line'>[] {
  if (sameText(recorded, lab) || isDeepStrictEqual(recorded, lab)) return [];
  if (!isObject(recorded) || !isObject(lab) || Array.isArray(recorded) !== Array.isArray(lab)) return [{ at, recorded, lab }];
  const keys = [...new Set([...Object.keys(recorded), ...Object.keys(lab)])];
  return keys.flatMap((key) => differencesOf(`${at}.${key}`, recorded[key], lab[key]));
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The recorder cut long texts and marked the cut: what stands before it has to be the same. */
function sameText(recorded: unknown, lab: unknown): boolean {
  if (typeof recorded !== 'string' || typeof lab !== 'string') return false;
  return recorded.endsWith('…') ? lab.startsWith(recorded.slice(0, -1)) : recorded === lab;
}

/**
 * The recorded views have to be among the lab's, in their order. The lab may show more where the recorder could not have seen it, and what is written
 * to the same state within a moment.
 */
function compareWalk(lines: readonly RecordedLine[], views: readonly TimedView[]): Difference[] {
  const first = lines[0] as RecordedLine;
  const seen = lines.filter((line) => typeof line.now !== 'string');
  const tell = (at: string, recorded: unknown, lab: unknown): Difference => ({ line: first.line, at, recorded, lab });
  const order = { recorded: seen.map((line) => brief(line.now as FunctionView)), lab: views.map(({ view }) => brief(view)) };
  const found: Difference[] = [];
  let next = 0;
  let before = 0;
  for (const line of seen) {
    const index = views.findIndex((view, position) => position >= next && sameView(line.now as FunctionView, view.view));
    if (index < 0) return [...found, tell('walk', order.recorded, order.lab)];
    const overlooked = views.slice(next, index).some((_, offset) => dwell(views, next + offset) > BLINK_SECONDS && Number(line.after) - before > BLINK_SECONDS);
    if (overlooked) found.push(tell('walk', order.recorded, order.lab));
    const [lab, recorded] = [views[index]?.after ?? 0, Number(line.after)];
    if (Math.abs(lab - recorded) > Math.max(TOLERATED_SECONDS, recorded * TOLERATED_SHARE)) found.push({ line: line.line, at: 'time', recorded, lab });
    before = recorded;
    next = index + 1;
  }
  const end = seen.at(-1)?.now as FunctionView | undefined;
  if (seen.length > 0 && views.slice(next).some(({ view }) => view.state !== end?.state)) found.push(tell('walk', order.recorded, order.lab));
  return found;
}

const dwell = (views: readonly TimedView[], index: number) => (views[index + 1]?.after ?? Number.POSITIVE_INFINITY) - (views[index]?.after ?? 0);

function sameView(recorded: FunctionView, lab: FunctionView): boolean {
  const { message: said = '', ...one } = comparable(recorded) as FunctionView;
  const { message: says = '', ...other } = comparable(lab) as FunctionView;
  return (
    isDeepStrictEqual(one, other) &&
    (said === says || (said.length > 100 && says.startsWith(said.slice(0, -60))) || (says.length > 100 && said.startsWith(says.slice(0, -60))))
  );
}

function brief({ state, urls, message = '' }: FunctionView): string {
  const words = comparable(message) as string;
  return `${state ?? 'none'}, URLs ${urls ? urls.length : 'absent'}${words.trim() ? `, ${words.trim().slice(0, 60)}` : ''}`;
}
