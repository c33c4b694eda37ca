/**
 * `npm run actor`: the process that carries out runs when LOUPE_ACTOR=separate; `node actor.mjs` in the image. It has the account that may change
 * objects (LOUPE_ACTOR_KUBECONFIG, else KUBECONFIG or the pod's own) and takes commands on LOUPE_ACTOR_SOCKET. Same database as the web process.
 */
import { runActor } from '@/lib/server/actor/run-actor';

await runActor();
