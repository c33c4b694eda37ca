import 'server-only';
import type { ActorAddress } from '@/lib/actor/actor-line';
import { createRemoteEngine } from '@/lib/actor/remote-engine';
import { createRemoteExec } from '@/lib/actor/remote-exec';
import { systemClock } from '@/lib/domain/clock';
import type { PodExec } from '@/lib/domain/ports/pod-exec';
import type { Readers } from '@/lib/domain/ports/readers';
import type { RunEngine } from '@/lib/domain/ports/run-engine';
import type { RunStore } from '@/lib/domain/ports/stores';
import type { ActorEnv } from '@/lib/server/env';
import { log } from '@/lib/server/log';

/** The way to an engine in a process of its own. */
export interface RemoteDoor {
  readonly engine: RunEngine;
  /** Whether the account that changes things holds a right: only the actor can ask. */
  readonly mayDo: Readers['mayDo'];
  /** Questions inside containers: the reading account has no right to ask them. */
  readonly exec: PodExec;
  /** User name of the account that changes things, once the actor told it. */
  readonly account: () => string | undefined;
  /** Whether the actor answers at this moment. */
  readonly answers: () => boolean;
  close(): Promise<void>;
}

/** Opens it where the environment says that the actor is separate; undefined where the engine is to live in this process. */
export function openRemoteDoor(env: ActorEnv, runs: Pick<RunStore, 'runOfPlan'>): RemoteDoor | undefined {
  if (env.mode === 'here') return undefined;
  const address: ActorAddress = env.url && env.secret ? { url: env.url, secret: env.secret } : { socket: env.socket };
  const exec = createRemoteExec(address);
  const remote = createRemoteEngine({
    address,
    runs,
    clock: systemClock,
    onState: (answers, error) => {
      if (answers) log.info('the actor answers');
      else log.warn({ err: error }, 'the actor does not answer: plans and questions inside containers wait for it, everything else goes on');
    },
  });
  return {
    ...{ engine: remote, mayDo: remote.mayDo, exec, answers: () => remote.answers, account: () => remote.account },
    close: async () => {
      await exec.close();
      await remote.close();
    },
  };
}
