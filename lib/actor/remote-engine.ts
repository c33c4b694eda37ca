import 'server-only';
import { type ActorAddress, openActorLine, understood } from '@/lib/actor/actor-line';
import { followRuns } from '@/lib/actor/follow-runs';
import { type Frame, paths, planAnswerSchema, rightAnswerSchema, runRecordSchema } from '@/lib/actor/protocol';
import type { Clock } from '@/lib/domain/clock';
import { hasCode } from '@/lib/domain/errors';
import type { Readers } from '@/lib/domain/ports/readers';
import type { EngineCommand, RunEngine } from '@/lib/domain/ports/run-engine';
import type { RunRecord, RunStore } from '@/lib/domain/ports/stores';

/** The run engine in the actor's process. `actor-unreachable` where it does not answer. */
export interface RemoteEngine extends RunEngine {
  /** Whether the actor's stream is open. */
  readonly answers: boolean;
  /** Asks the actor whether its account holds the right. */
  readonly mayDo: Readers['mayDo'];
  /** User name of the actor's account, as it told it last. */
  readonly account: string | undefined;
  close(): Promise<void>;
}

interface RemoteEngineOptions {
  readonly address: ActorAddress;
  /** The database both share: what was begun stands there even where the answer was lost. */
  readonly runs: Pick<RunStore, 'runOfPlan'>;
  readonly clock: Clock;
  /** Whenever the actor falls silent or answers again. */
  readonly onState?: (answers: boolean, error?: unknown) => void;
}

/** How many runs are remembered so that none is told twice. */
const REMEMBERED = 200;

/** The door to an engine in another process: commands go there, runs come back as they change. Follows the actor from now on, and through its restarts. */
export function createRemoteEngine({ address, runs, clock, onState }: RemoteEngineOptions): RemoteEngine {
  const line = openActorLine(address);
  const listeners = new Set<(run: RunRecord) => void>();
  const told = new Map<string, string>();
  const stopped = new AbortController();
  const since = clock.now();
  let answers = false;
  let account: string | undefined;

  const tell = (run: RunRecord) => {
    const now = JSON.stringify(run);
    if (told.get(run.id) === now) return;
    told.delete(run.id);
    told.set(run.id, now);
    for (const id of told.keys()) if (told.size > REMEMBERED) told.delete(id);
    for (const listener of listeners) listener(run);
  };
  const onFrame = (frame: Frame) => {
    if (frame.kind === 'beat') return;
    // What was over before this process began, it has read from the database.
    const isNews = !frame.past || frame.run.endedAt === undefined || told.has(frame.run.id) || Date.parse(frame.run.endedAt) >= since;
    if (isNews) tell(frame.run);
  };
  const following = followRuns({
    line,
    clock,
    onFrame,
    onState: (now, error) => {
      answers = now;
      onState?.(now, error);
    },
    signal: stopped.signal,
  });
  const command = (body: EngineCommand) => line.command(paths.commands, body);

  return {
    get answers() {
      return answers;
    },
    get account() {
      return account;
    },
    mayDo: async (rule, namespace) => {
      const told = understood(rightAnswerSchema.safeParse(await line.command(paths.rights, { rule, namespace })));
      account = told.account ?? account;
      return told.held;
    },
    plan: async (body) => understood(planAnswerSchema.safeParse(await command(body))),
    async submit(body) {
      try {
        const run = understood(runRecordSchema.safeParse(await command(body)));
        tell(run);
        return run;
      } catch (error) {
        // Only the answer may have been lost. Nothing is sent again: either the run stands in the database, or it was not begun.
        const begun = hasCode(error, 'actor-unreachable') ? await runs.runOfPlan(body.planId) : undefined;
        if (begun) return begun;
        throw error;
      }
    },
    stop: async (body) => void (await command(body)),
    // The actor settles what it left open when it starts.
    reconcile: async () => undefined,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      stopped.abort();
      await following;
      await line.close();
    },
  };
}
