import { FUNCTION, isProvisioning } from '../function-states';
import { asJson } from '../typed-spec';
import { HANDS } from './hands';
import { handsOn } from './hands-on-lab';
import { lookAt, viewOf } from './look-at-lab';
import type { RecordedCluster } from './recorded-cluster';
import { type FunctionView, lineAt, momentOf, type RecordedLine } from './recording';
import type { Story } from './stories';
import { groupWalks } from './walks';

/** What the lab did where the recording has this line. `views`: every change of the function from the walk's start, a moment beyond its end. */
export interface Replayed {
  readonly line: RecordedLine;
  readonly got?: Readonly<Record<string, unknown>>;
  readonly walk?: { readonly lines: readonly RecordedLine[]; readonly views: readonly TimedView[] };
}

export interface TimedView {
  /** Seconds since the walk began. */
  readonly after: number;
  readonly view: FunctionView;
}

const STEP_MS = 100;
/** Longest pause between two lines that is imitated; longer ones stand in the hands. */
const LONGEST_PAUSE_MS = 10_000;
/** What is written right after a state was reached belongs to it. */
const SETTLE_MS = 1_500;
/** Requests sent with a resourceVersion: the stale one, or the one of that moment. */
const VERSIONS: Readonly<Record<number, 'stale' | 'current'>> = { 394: 'stale', 474: 'stale', 475: 'current' };

/** Sends what the recorder sent, in his order and with his pauses in lab time, and tells what the lab answered to each line. */
export async function replay(cluster: RecordedCluster, { first, last, about = '', unreadableLogs = false }: Story): Promise<Replayed[]> {
  const { world } = cluster;
  cluster.begin({ withProject: first > 1, unreadableLogs });
  const hand = handsOn(cluster);
  const replayed: Replayed[] = [];
  const lines = Array.from({ length: last - first + 1 }, (_, index) => lineAt(first + index));
  let before: RecordedLine | undefined;
  let name = about;

  for (const group of groupWalks(lines)) {
    const line = group[0] as RecordedLine;
    if (before) world.clock.advance(Math.max(0, Math.min(pauseBefore(before, line), LONGEST_PAUSE_MS)));
    await HANDS[line.line]?.(hand);
    name = line.walk ?? nameIn(line) ?? name;
    if (line.walk !== undefined) replayed.push(...walk(cluster, group));
    else if (line.call) replayed.push({ line, got: await ask(cluster, line, hand.remembered) });
    else if (line.restart) restart(cluster, String(line.restart));
    else replayed.push({ line, got: lookAt(world, line, name) ?? {} });
    before = group.at(-1);
  }
  return replayed;
}

/** Milliseconds the recorder let pass before a line's request, or before the first look of a walk. */
function pauseBefore(before: RecordedLine, line: RecordedLine): number {
  const took = line.walk === undefined ? Number(line.s ?? 0) : Number(line.after);
  return momentOf(line) - momentOf(before) - took * 1000;
}

function nameIn({ sent, call = '' }: RecordedLine): string | undefined {
  const { name } = asJson(asJson(sent).metadata);
  return typeof name === 'string' ? name : /^\w+ \/api\/functions\/([^/?]+)/.exec(call)?.[1];
}

async function ask({ world, dashboard }: RecordedCluster, line: RecordedLine, remembered: string): Promise<Record<string, unknown>> {
  const [method = 'GET', path = ''] = (line.call ?? '').split(' ');
  const headers = Object.fromEntries([...(line.headers ?? '').matchAll(/(x-nuclio-[\w-]+): (\S+)/g)].map(([, key = '', value = '']) => [key, value]));
  const body = bodyOf(line, world, remembered);
  const pods = world.store.list('v1/Pod', world.namespace);
  const there = path.replace(/(\/functions\/([\w-]+)\/logs\/)nuclio-[^?]+/, (_, start, fn) => {
    return `${start}${pods.find(({ metadata }) => metadata.labels?.['nuclio.io/function-name'] === fn)?.metadata.name}`;
  });
  // The real one took its time before it did what it was asked, and the functions used it.
  if (!waitsForAction(line)) world.clock.advance(Number(line.s ?? 0) * 1000);
  const pending = fetch(dashboard + there, { method, headers, ...(body === '' ? {} : { body }) });
  const answer = await whileTimePasses(world, line, pending);
  const text = await answer.text();
  const json = (answer.headers.get('content-type') ?? '').includes('json') ? JSON.parse(text) : text;
  return { code: answer.status, body: projected(line, json) };
}

const waitsForAction = ({ headers = '', s }: RecordedLine) => headers.includes('wait-function-action') || Number(s) > 50;
const aMoment = () => new Promise((done) => setTimeout(done, 1));

/**
 * An answer that the recorder waited for comes when lab time has passed: as much as the function needs to come to rest and the dashboard to notice, so that
 * what follows happens at the same moment of lab time in every run.
 */
async function whileTimePasses(world: RecordedCluster['world'], line: RecordedLine, pending: Promise<Response>): Promise<Response> {
  if (!waitsForAction(line)) return pending;
  const name = nameIn(line) ?? '';
  const isAtWork = () => isProvisioning(asJson(world.store.get(FUNCTION, world.namespace, name)?.status).state as string | undefined);
  let answered = false;
  const settled = pending.finally(() => {
    answered = true;
  });
  while (line.code === 202 && !answered && !isAtWork()) await aMoment();
  while (isAtWork()) world.clock.advance(STEP_MS);
  world.clock.advance(SETTLE_MS);
  // A function that never came to be at work: the dashboard gives up by itself.
  for (; !answered; await aMoment()) if (line.code !== 202) world.clock.advance(STEP_MS);
  return settled;
}

function bodyOf({ line, sent }: RecordedLine, world: RecordedCluster['world'], remembered: string): string {
  if (typeof sent === 'string') return sent;
  const version = VERSIONS[line];
  if (!version) return sent === undefined || sent === null ? '' : JSON.stringify(sent);
  const { metadata } = sent as { metadata: { name: string } };
  const current = world.store.get(FUNCTION, world.namespace, metadata.name)?.metadata.resourceVersion;
  return JSON.stringify({ ...(sent as object), metadata: { ...metadata, resourceVersion: version === 'stale' ? remembered : current } });
}

/** The part of an answer that the recorder kept. */
function projected(line: RecordedLine, body: unknown): unknown {
  if (line.call === 'GET /api/functions?export=true') return asJson(body).listed;
  if (line.step === 'delete-api-gateway' && line.call === 'GET /api/functions/goes') return asJson(body).status;
  const kept = Object.values(asJson(line.body)).some((entry) => asJson(entry).keys !== undefined);
  if (!kept) return body;
  return Object.fromEntries(
    Object.entries(asJson(body)).map(([name, entry]) => {
      const { metadata, spec, status } = asJson(entry);
      return [name, { metadata: asJson(metadata).name, keys: Object.keys(asJson(entry)).sort(), specKeys: Object.keys(asJson(spec)).sort(), status }];
    }),
  );
}

function restart({ world }: RecordedCluster, what: string) {
  const role = what.replace('nuclio-', '');
  for (const { metadata } of world.store.list('v1/Pod', world.namespace))
    if (metadata.labels?.['nuclio.io/app'] === role) world.store.remove('v1/Pod', world.namespace, metadata.name);
  // Until the new one is ready.
  world.clock.advance(6_000);
}

function walk({ world }: RecordedCluster, lines: readonly RecordedLine[]): Replayed[] {
  const { clock, store, namespace } = world;
  const names = [...new Set(lines.map((line) => line.walk as string))];
  const start = clock.now();
  const views = new Map<string, TimedView[]>(names.map((name) => [name, [{ after: 0, view: viewOf(store.get(FUNCTION, namespace, name)) }]]));
  const stop = store.subscribe(({ type, object }) => {
    const of = `${object.apiVersion}/${object.kind}` === FUNCTION ? views.get(object.metadata.name) : undefined;
    const view = viewOf(type === 'DELETED' ? undefined : object);
    if (of && JSON.stringify(of.at(-1)?.view) !== JSON.stringify(view)) of.push({ after: (clock.now() - start) / 1000, view });
  });
  const ends = names.map((name) => ({ name, end: lines.findLast((line) => line.walk === name) as RecordedLine }));
  const reached = ({ name, end }: (typeof ends)[number]) =>
    typeof end.now === 'string' ? clock.now() - start >= Number(end.after) * 1000 : views.get(name)?.at(-1)?.view.state === (end.now?.state ?? null);
  const longest = Math.max(...ends.map(({ end }) => Number(end.after))) * 2_000 + 60_000;
  while (clock.now() - start < longest && !ends.every(reached)) clock.advance(STEP_MS);
  // A message is written over in a moment: the recorder may have seen either.
  if (ends.some(({ end }) => typeof end.now !== 'string' && end.now?.message)) clock.advance(SETTLE_MS);
  stop();
  return names.map((name) => {
    const own = lines.filter((line) => line.walk === name);
    return { line: own[0] as RecordedLine, walk: { lines: own, views: views.get(name) as TimedView[] } };
  });
}
