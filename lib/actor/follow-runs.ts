import 'server-only';
import type { ActorLine } from '@/lib/actor/actor-line';
import { BEAT_MS, type Frame, frameSchema, MAX_ANSWER_BYTES, paths } from '@/lib/actor/protocol';
import type { Clock } from '@/lib/domain/clock';
import { AppError } from '@/lib/domain/errors';

const SILENT_MS = 3 * BEAT_MS;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

interface Follower {
  readonly line: Pick<ActorLine, 'stream'>;
  readonly clock: Clock;
  readonly onFrame: (frame: Frame) => void;
  /** Whether the actor answers, whenever that changes. */
  readonly onState: (answers: boolean, error?: unknown) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Follows the actor's stream for good: what breaks, falls silent or talks nonsense is opened anew, sooner at first and every five seconds later. */
export async function followRuns(follower: Follower): Promise<void> {
  let answers: boolean | undefined;
  let pause = FIRST_PAUSE_MS;
  const tell = (now: boolean, error?: unknown) => {
    if (answers !== now) follower.onState(now, error);
    answers = now;
  };
  while (!follower.signal.aborted) {
    try {
      await readOnce(follower, () => {
        pause = FIRST_PAUSE_MS;
        tell(true);
      });
    } catch (error) {
      if (!follower.signal.aborted) tell(false, error);
    }
    await follower.clock.sleep(pause, follower.signal).catch(() => undefined);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}

/** One stream from its opening to its end. Always rejects: a stream that ends has ended too early. */
async function readOnce({ line, clock, onFrame, signal }: Follower, onSign: () => void): Promise<never> {
  const own = new AbortController();
  const end = () => own.abort(signal.reason);
  signal.addEventListener('abort', end, { once: true });
  let silence = new AbortController();
  const watchSilence = () => {
    silence.abort();
    silence = new AbortController();
    clock.sleep(SILENT_MS, silence.signal).then(
      () => own.abort(new AppError('timed-out', { params: { seconds: SILENT_MS / 1000 } })),
      () => undefined,
    );
  };
  try {
    watchSilence();
    for await (const text of linesOf(await line.stream(paths.runs, own.signal))) {
      watchSilence();
      const frame = frameSchema.safeParse(JSON.parse(text));
      if (!frame.success) throw new AppError('actor-unreachable', { detail: `a frame that is none: ${frame.error.issues[0]?.path.join('.')}` });
      onSign();
      onFrame(frame.data);
    }
    throw new AppError('actor-unreachable', { detail: 'the stream ended' });
  } finally {
    silence.abort();
    own.abort();
    signal.removeEventListener('abort', end);
  }
}

async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > MAX_ANSWER_BYTES) throw new AppError('actor-unreachable', { detail: 'a line without an end' });
    yield* parts.filter((part) => part !== '');
  }
}
