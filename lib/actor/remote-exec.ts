import 'server-only';
import { type ActorAddress, openActorLine, understood } from '@/lib/actor/actor-line';
import { paths, podAnswerSchema } from '@/lib/actor/protocol';
import type { PodExec } from '@/lib/domain/ports/pod-exec';

/** Questions inside containers, asked by the actor's account. */
export interface RemoteExec extends PodExec {
  close(): Promise<void>;
}

/** On connections of its own: a container that answers slowly keeps no command waiting. `actor-unreachable` where the actor does not answer. */
export function createRemoteExec(address: ActorAddress): RemoteExec {
  const line = openActorLine(address);
  return {
    ask: async (where, question) => understood(podAnswerSchema.safeParse(await line.command(paths.questions, { where, question }))),
    close: () => line.close(),
  };
}
