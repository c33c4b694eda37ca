import { describe, expect, it } from 'vitest';
import { createSecretBox } from '@/lib/auth/secret-box';
import type { Clock } from '@/lib/domain/clock';
import type { SettingStore } from '@/lib/domain/ports/stores';
import type { CvatTokenTest } from '@/lib/domain/rows/cvat-token';
import { openCvatToken } from '@/lib/server/cvat-token/cvat-token';

const [secret, otherSecret] = ['s'.repeat(43), 't'.repeat(43)];
const value = 'made-up-access-token';
const works: CvatTokenTest = { at: '2026-02-12T12:00:00.000Z', outcome: 'works', user: 'admin', isAdmin: true };
const clock = { now: () => Date.parse('2026-02-12T12:00:00Z') } as Clock;

function memory(): SettingStore & { readonly kept: Map<string, unknown> } {
  const kept = new Map<string, unknown>();
  return { kept, get: async (key) => kept.get(key), set: async (key, next) => void kept.set(key, JSON.parse(JSON.stringify(next))) };
}

const open = (store: SettingStore, box = createSecretBox(secret), configured?: string) => openCvatToken({ store, box, configured, clock });

describe('the token for CVAT', () => {
  it('is none at first', async () => {
    const keeper = await open(memory());
    expect(await keeper.token()).toBeUndefined();
    expect(keeper.state).toEqual({ origin: 'none' });
  });

  it('is there again after a restart, and on disk only sealed', async () => {
    const store = memory();
    const first = await open(store);
    let told = 0;
    first.onChange(() => told++);
    await first.keep(value, 'ada', works);
    expect(told).toBe(1);
    expect(first.state).toEqual({ origin: 'entered', setAt: '2026-02-12T12:00:00.000Z', setBy: 'ada', test: works });
    expect(JSON.stringify([...store.kept])).not.toContain(value);
    const again = await open(store);
    expect(await again.token()).toBe(value);
    expect(JSON.stringify(again.state)).not.toContain(value);
  });

  it('is replaced and removed', async () => {
    const store = memory();
    const keeper = await open(store);
    await keeper.keep(value, 'ada', works);
    await keeper.keep('another', 'eva', works);
    expect(await keeper.token()).toBe('another');
    await keeper.remove();
    expect(await keeper.token()).toBeUndefined();
    expect((await open(store)).state).toEqual({ origin: 'none' });
  });

  it('of the environment wins, and what was entered waits', async () => {
    const store = memory();
    await (await open(store)).keep(value, 'ada', works);
    const keeper = await open(store, undefined, 'from-the-environment');
    expect(await keeper.token()).toBe('from-the-environment');
    expect(keeper.state).toEqual({ origin: 'environment' });
    expect(await (await open(store)).token()).toBe(value);
  });

  it('has to be entered again when the secret is another one, and then is read again', async () => {
    const store = memory();
    await (await open(store)).keep(value, 'ada', works);
    const keeper = await open(store, createSecretBox(otherSecret));
    expect(await keeper.token()).toBeUndefined();
    expect(keeper.state).toMatchObject({ origin: 'unreadable', unreadable: 'other-secret', setBy: 'ada' });
    await keeper.keep(value, 'eva', works);
    expect(keeper.state).toMatchObject({ origin: 'entered', setBy: 'eva' });
  });

  it('survives a changed secret where the former one is named, and is sealed anew', async () => {
    const store = memory();
    await (await open(store)).keep(value, 'ada', works);
    expect(await (await open(store, createSecretBox(otherSecret, [secret]))).token()).toBe(value);
    const later = await open(store, createSecretBox(otherSecret));
    expect(await later.token()).toBe(value);
    expect(later.state).toMatchObject({ origin: 'entered', setBy: 'ada' });
  });

  it('that was damaged on disk is no crash', async () => {
    const store = memory();
    store.kept.set('cvat-token', { sealed: 'nonsense' });
    const keeper = await open(store);
    expect(keeper.state).toEqual({ origin: 'unreadable', unreadable: 'damaged' });
    expect(await keeper.token()).toBeUndefined();
  });
});
