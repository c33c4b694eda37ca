import 'server-only';
import { holdInstance, InstanceRunning } from '@/lib/db/instance-lock';
import { openActor } from '@/lib/server/actor/open-actor';
import { EnvError, getEnv } from '@/lib/server/env';
import { log } from '@/lib/server/log';
import { endInGoodOrder } from '@/lib/server/orderly-end';
import { VERSION } from '@/lib/server/version';

/** Runs the actor in this process until it is told to end. A wrong environment or an unusable ledger ends it with the reason. */
export async function runActor(): Promise<void> {
  try {
    const env = getEnv();
    if (env.actor.mode !== 'separate') throw new EnvError(['LOUPE_ACTOR is not separate: the web process carries out its runs itself']);
    await holdInstance(env.dataDir, 'actor', env.graceSeconds + 5);
    const actor = await openActor(env, VERSION);
    endInGoodOrder(env.graceSeconds, actor.stop);
    log.info({ version: VERSION, at: env.actor.listen ?? env.actor.socket }, 'the actor is up');
  } catch (error) {
    log.fatal(error instanceof EnvError || error instanceof InstanceRunning ? { reason: error.message } : { err: error }, 'the actor cannot start');
    process.exit(1);
  }
}
