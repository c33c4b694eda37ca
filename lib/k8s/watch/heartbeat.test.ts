import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { createManualClock, pass } from '@/lib/k8s/testing/manual-clock';
import { type Heartbeat, startHeartbeat } from '@/lib/k8s/watch/heartbeat';

const clock = createManualClock();
let heartbeat: Heartbeat;
afterEach(() => heartbeat.stop());

/** A server that answers, or does not, and something else that is answered `everyMs`. */
function start(isLookedAt: () => boolean = () => true) {
  const server = { asked: 0, answers: true, answeredAt: undefined as number | undefined };
  const connection = {
    text: async () => {
      server.asked += 1;
      if (!server.answers) throw new AppError('timed-out');
      server.answeredAt = clock.now();
    },
    get answeredAt() {
      return server.answeredAt;
    },
  } as unknown as ClusterConnection;
  heartbeat = startHeartbeat(connection, clock, isLookedAt);
  return server;
}

describe('the heartbeat', () => {
  it('asks every three seconds where nothing else is answered', async () => {
    const server = start();
    await pass(clock, 30_000);
    expect(server.asked).toBeGreaterThan(8);
    expect(server.asked).toBeLessThan(13);
  });

  it('asks nothing while other answers come, and at once when they stop', async () => {
    const server = start();
    await pass(clock, 100);
    for (let second = 0; second < 30; second += 1) {
      server.answeredAt = clock.now();
      await pass(clock, 1_000);
    }
    expect(server.asked).toBe(1);
    expect(heartbeat.lastAnswerAt).toBe(server.answeredAt);
    server.answers = false;
    await pass(clock, 3_000);
    expect(heartbeat.answering).toBe(false);
  });

  it('asks more rarely while nobody looks, and whoever comes waits no longer than always', async () => {
    let lookers = 0;
    const server = start(() => lookers > 0);
    await pass(clock, 60_000);
    expect(server.asked).toBeLessThanOrEqual(5);
    expect(heartbeat.answering).toBe(true);
    server.answers = false;
    lookers = 1;
    await pass(clock, 3_100);
    expect(heartbeat.answering).toBe(false);
  });

  it('does not wait for a time that was set back to come again', async () => {
    const server = start();
    await pass(clock, 100);
    server.answeredAt = clock.now() + 3_600_000;
    await pass(clock, 3_100);
    expect(server.asked).toBe(2);
  });
});
