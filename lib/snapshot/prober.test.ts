import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import { probeTiming, unseenSeconds } from '@/lib/snapshot/part-timing';
import { createProber, missingRightOf, type Probe, type ProbeSink } from '@/lib/snapshot/prober';
import { createTestClock } from '@/lib/snapshot/test-clock';

function recorder() {
  const log: string[] = [];
  const sink: ProbeSink = { put: (part) => log.push(`put ${part}`), fail: (part, error) => log.push(`fail ${part} ${error.code}`) };
  return { log, sink };
}
const probe = (part: Probe['part'], run: Probe['run']): Probe => ({ part, source: { kind: 'cvat' }, run });
const never = () => new Promise<never>(() => {});

describe('the prober', () => {
  it('asks again after the part’s pause, and a silent source delays no other', async () => {
    const clock = createTestClock();
    const { log, sink } = recorder();
    const prober = createProber([probe('cvatAbout', async () => ({ version: '2', ms: 1 })), probe('kvrocks', never)], sink, clock);
    prober.start();
    await clock.advance(probeTiming.cvatAbout.everySeconds * 1_500);
    expect(log).toEqual(['put cvatAbout', 'put cvatAbout']);
    prober.stop();
  });

  it('asks more rarely while nobody looks, and at its usual pace as soon as somebody does', async () => {
    const clock = createTestClock();
    const { log, sink } = recorder();
    let isLookedAt = false;
    const prober = createProber([probe('cvatAbout', async () => ({ version: '2', ms: 1 }))], sink, clock, () => isLookedAt);
    prober.start();
    const minute = async () => {
      const before = log.length;
      await clock.advance(60_000);
      return log.length - before;
    };
    const usual = 60 / probeTiming.cvatAbout.everySeconds;
    expect(await minute()).toBeLessThanOrEqual(usual / 2);
    isLookedAt = true;
    expect(await minute()).toBeGreaterThanOrEqual(usual - 1);
    prober.stop();
  });

  it('never waits so long that an answer grows stale', () => {
    for (const part of Object.keys(probeTiming) as (keyof typeof probeTiming)[]) {
      expect(unseenSeconds(part), part).toBeGreaterThanOrEqual(probeTiming[part].everySeconds);
      expect(unseenSeconds(part) + probeTiming[part].timeoutSeconds, part).toBeLessThanOrEqual(probeTiming[part].deadlineSeconds);
    }
  });

  it('gives up after the time-out, tells the probe, and goes on', async () => {
    const clock = createTestClock();
    const { log, sink } = recorder();
    let signalled = false;
    let asked = 0;
    const slow = probe('cvatAbout', (signal) => {
      asked++;
      signal.addEventListener('abort', () => {
        signalled = true;
      });
      return never();
    });
    const prober = createProber([slow], sink, clock);
    prober.start();
    await clock.advance(10_100);
    expect(log).toEqual(['fail cvatAbout timed-out']);
    expect(signalled).toBe(true);
    await clock.advance(10_100);
    expect(asked).toBe(2);
    prober.stop();
  });

  it('answers a request for now only with a question that began after it, and never overlaps', async () => {
    const clock = createTestClock();
    const { sink } = recorder();
    const finish: (() => void)[] = [];
    let inFlight = 0;
    let most = 0;
    const held = probe('kvrocks', async () => {
      most = Math.max(most, ++inFlight);
      await new Promise<void>((resolve) => finish.push(resolve));
      inFlight--;
      throw new AppError('kvrocks-unreachable');
    });
    const prober = createProber([held], sink, clock);
    prober.start();
    await clock.advance(0);
    let done = false;
    const asked = Promise.all([prober.ask('kvrocks'), prober.ask('kvrocks')]).then(() => {
      done = true;
    });
    finish[0]?.();
    await clock.advance(0);
    expect(done).toBe(false);
    expect(finish).toHaveLength(2);
    finish[1]?.();
    await asked;
    expect(most).toBe(1);
    prober.stop();
  });

  it('names the right that is missing', () => {
    expect(missingRightOf(new AppError('cluster-denied', { params: { right: 'get nodes/stats' } }))).toBe('get nodes/stats');
    expect(missingRightOf(new AppError('timed-out'))).toBeUndefined();
  });
});
