import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import { createReadiness } from './readiness';

describe('readiness', () => {
  it('asks the ledger once for all who ask within two seconds, and again afterwards', async () => {
    let now = 0;
    let asked = 0;
    let fails = false;
    const ledger = async () => {
      asked++;
      if (fails) throw new AppError('ledger-unwritable');
    };
    const readiness = createReadiness(ledger, { now: () => now, sleep: async () => undefined });
    await Promise.all([readiness.assert(), readiness.assert()]);
    now = 1_999;
    await readiness.assert();
    expect(asked).toBe(1);
    fails = true;
    now = 2_000;
    await expect(readiness.assert()).rejects.toMatchObject({ code: 'ledger-unwritable' });
    fails = false;
    now = 4_000;
    await readiness.assert();
    expect(asked).toBe(3);
  });

  it('is over as soon as the process ends', async () => {
    const readiness = createReadiness(async () => undefined, { now: () => 0, sleep: async () => undefined });
    readiness.end();
    await expect(readiness.assert()).rejects.toMatchObject({ code: 'shutting-down' });
  });
});
