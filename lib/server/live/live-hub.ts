import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Clock } from '@/lib/domain/clock';
import type { Beat } from '@/lib/domain/rows/live';
import { createStreamClients, encodeFrame, type StreamClients } from '@/lib/server/live/event-stream';
import type { TopicBoard } from '@/lib/server/live/topic-board';

/** Frames with changes are at least this far apart: one change is sent at once, of a storm what came meanwhile goes together. */
const APART_MS = 30;
const BEAT_MS = 2_000;

export interface LiveHub {
  readonly clients: StreamClients;
  /** Something on the board may have changed: sends it now, or, soon after another frame, within 30 ms and with what comes meanwhile. */
  poke(): void;
  /** Says at once how old things are: that just changed. */
  beat(): void;
  /** The stream of one reader: a beat at once, then changes and a beat every 2 s. */
  open(signal: AbortSignal): ReturnType<StreamClients['open']>;
  start(): void;
  stop(): void;
}

/** Sends what changed on the board to every open page, serialised once. `describe` gives what a beat says of ages. */
export function createLiveHub(options: { board: TopicBoard; clock: Clock; describe: () => Omit<Beat, 'seqs' | 'boot'> }): LiveHub {
  const { board, clock } = options;
  const boot = randomUUID();
  const clients = createStreamClients();
  const stopped = new AbortController();
  let gathering = false;
  let sentAt = Number.NEGATIVE_INFINITY;

  const flush = () => {
    const changes = board.takeChanges();
    if (!changes) return;
    sentAt = clock.now();
    clients.send(encodeFrame('changes', changes));
  };
  const beatFrame = () => encodeFrame('beat', JSON.stringify({ ...options.describe(), seqs: board.seqs(), boot } satisfies Beat));
  const beat = () => {
    // Sequences of a beat must not run ahead of what was sent.
    flush();
    clients.send(beatFrame());
  };
  /** Resolves false when the hub was stopped. */
  const pause = (ms: number) =>
    clock.sleep(ms, stopped.signal).then(
      () => true,
      () => false,
    );

  return {
    clients,
    poke: () => {
      if (gathering || !board.hasChanges) return;
      const since = clock.now() - sentAt;
      // A clock that was set back must not hold anything up.
      if (since >= APART_MS || since < 0) return flush();
      gathering = true;
      void pause(APART_MS - since).then((goesOn) => {
        gathering = false;
        if (goesOn) flush();
      });
    },
    beat,
    open: (signal) => {
      // What is on the board now is read by GET: a new reader must not find its sequence behind.
      flush();
      return clients.open(signal, [opening, beatFrame()]);
    },
    start: () => {
      const keepBeating = async () => {
        while (await pause(BEAT_MS)) beat();
      };
      void keepBeating();
    },
    stop: () => {
      stopped.abort();
      clients.closeAll();
    },
  };
}

/** How soon a page comes back after its stream broke. */
const opening = new TextEncoder().encode('retry: 1000\n\n');
