import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BEAT_MS, type Frame } from '@/lib/actor/protocol';
import type { RunEngine } from '@/lib/domain/ports/run-engine';
import type { RunRecord, RunStore } from '@/lib/domain/ports/stores';

/** A reader that is this far behind is cut off: it begins anew and misses nothing, because each stream starts with the latest runs. */
const MAX_BEHIND_BYTES = 4 * 1024 * 1024;
const LATEST = 30;

/** Sends the latest runs and every one that is not over, then each change as it happens, a line of JSON each, with a beat in between. Never ends by itself. */
export async function streamRuns(
  { engine, runs }: { readonly engine: Pick<RunEngine, 'onChange'>; readonly runs: Pick<RunStore, 'list' | 'listUnfinished'> },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
  const send = (frame: Frame) => {
    if (response.writableLength > MAX_BEHIND_BYTES) response.destroy();
    else response.write(`${JSON.stringify(frame)}\n`);
  };
  // Asked for before the past is read, told after it: what changes meanwhile comes last and wins.
  let waiting: RunRecord[] | undefined = [];
  const cancel = engine.onChange((run) => {
    if (waiting) waiting.push(run);
    else send({ kind: 'run', run, past: false });
  });
  const beat = setInterval(() => send({ kind: 'beat' }), BEAT_MS);
  request.once('close', () => {
    cancel();
    clearInterval(beat);
  });
  send({ kind: 'beat' });
  const latest = await runs.list({ limit: LATEST });
  const open = (await runs.listUnfinished()).filter(({ id }) => latest.every((run) => run.id !== id));
  for (const run of [...open, ...[...latest].reverse()]) send({ kind: 'run', run, past: true });
  for (const run of waiting) send({ kind: 'run', run, past: false });
  waiting = undefined;
}
