import { expect, it } from 'vitest';
import { connectCluster } from '@/lib/k8s/connect';
import { advanceUntil, createManualClock, pass } from '@/lib/k8s/testing/manual-clock';
import { createModelServer, type ModelServer } from '@/lib/k8s/testing/model-server';
import { answerJson, sendEvents, startScriptedServer } from '@/lib/k8s/testing/scripted-server';
import { watchResource } from '@/lib/k8s/watch/watch-resource';

const STEPS = 60;

/** Same numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

function oneStep(model: ModelServer, random: () => number): void {
  const name = `pod-${Math.floor(random() * 12)}`;
  const kind = Math.floor(random() * 14);
  if (kind < 5) model.put(name);
  else if (kind < 8) model.remove(name);
  else if (kind === 8) model.breakStreams('reset');
  else if (kind === 9) model.breakStreams('close');
  else if (kind === 10) model.breakStreams('cut');
  else if (kind === 11) {
    model.compact();
    model.breakStreams('close');
  } else if (kind === 12)
    model.trouble.push((response) => answerJson(response, [500, 429, 503, 410][Math.floor(random() * 4)] ?? 500, {}, { 'retry-after': '1' }));
  else
    model.trouble.push((response) => {
      sendEvents(response, 'garbage', '{"type":"ADDED"}');
      response.destroy();
    });
}

it.each(Array.from({ length: 12 }, (_, seed) => seed + 1))('a watch holds what the server holds after random faults, seed %i', async (seed) => {
  const random = seeded(seed);
  const server = await startScriptedServer();
  const model = createModelServer(server);
  const clock = createManualClock();
  const connection = connectCluster({ kubeconfigPath: server.kubeconfigPath, clock });
  const told = new Map<string, string>();
  const watch = watchResource<string>({
    ...{ kind: 'Pod', namespace: 'cvat', connection, clock, random },
    trim: (object) => String(object.metadata.resourceVersion),
    onChange({ changed, removed }) {
      for (const key of removed) told.delete(key);
      for (const [key, value] of changed) told.set(key, value);
    },
  });
  const equal = () => JSON.stringify([...watch.objects].sort()) === JSON.stringify([...model.truth].sort());
  for (let step = 0; step < STEPS; step += 1) {
    oneStep(model, random);
    await pass(clock, Math.floor(random() * 3_000));
  }
  model.trouble.length = 0;
  await advanceUntil(clock, () => watch.state === 'live' && equal(), 90_000, 'the same objects');
  expect([...told].sort()).toEqual([...model.truth].sort());
  watch.stop();
  await connection.close();
  await server.close();
});
