import { beforeEach, describe, expect, it } from 'vitest';
import { createSecretBox } from '@/lib/auth/secret-box';
import type { AuditDraft } from '@/lib/domain/audit-entry';
import type { Clock } from '@/lib/domain/clock';
import { AppError, type ErrorCode } from '@/lib/domain/errors';
import { enterCvatToken, removeCvatToken, retestCvatToken } from '@/lib/server/cvat-token/change-cvat-token';
import { type CvatTokenKeeper, openCvatToken } from '@/lib/server/cvat-token/cvat-token';

const value = 'made-up-access-token';
const actor = { id: 'u1', name: 'ada', role: 'admin' } as const;
const clock = { now: () => Date.parse('2026-02-12T12:00:00Z') } as Clock;

let entries: AuditDraft[];
let asked: string[];
let refusal: ErrorCode | undefined;
let kept: Map<string, unknown>;

async function place(configured?: string) {
  const cvatToken = await openCvatToken({
    ...{ box: createSecretBox('s'.repeat(43)), configured, clock },
    store: { get: async (key) => kept.get(key), set: async (key, next) => void kept.set(key, next) },
  });
  return {
    ...{ cvatToken, clock },
    cvatWith: () => ({
      about: async () => ({ version: '2.48.0', ms: 1 }),
      user: async () => {
        if (refusal) throw new AppError(refusal);
        return { name: 'annotation-admin', isAdmin: true };
      },
    }),
    ledger: { append: async (draft: AuditDraft) => void entries.push(draft) },
    prober: { ask: async (part: string) => void asked.push(part) },
  } as unknown as Parameters<typeof enterCvatToken>[0] & { cvatToken: CvatTokenKeeper };
}

beforeEach(() => {
  entries = [];
  asked = [];
  refusal = undefined;
  kept = new Map();
});

describe('entering a token', () => {
  it('keeps one that CVAT takes, tells whose it is, and asks at once what needs it', async () => {
    const at = await place();
    expect(await enterCvatToken(at, actor, value)).toMatchObject({ outcome: 'works', user: 'annotation-admin', isAdmin: true });
    expect(await at.cvatToken.token()).toBe(value);
    expect(asked).toEqual(['cvatModels', 'inferenceRequests', 'cloudStorages']);
    expect(entries).toMatchObject([{ event: 'setting-changed', target: 'cvat-token', detail: { change: 'entered', user: 'annotation-admin' } }]);
  });

  it.each([
    ['cvat-denied', 'cvat-denied', 'refused'],
    ['timed-out', 'timed-out', 'failed'],
    ['endpoint-unreachable', 'endpoint-unreachable', 'failed'],
  ] as const)('keeps nothing when CVAT answers %s, says why, and has it on record', async (code, thrown, outcome) => {
    refusal = code;
    const at = await place();
    await expect(enterCvatToken(at, actor, value)).rejects.toMatchObject({ code: thrown });
    expect(await at.cvatToken.token()).toBeUndefined();
    expect([...kept.keys()]).toEqual([]);
    expect(entries).toMatchObject([{ outcome, detail: { reason: code } }]);
  });

  it('leaves the token before in place when the new one is refused', async () => {
    const at = await place();
    await enterCvatToken(at, actor, value);
    refusal = 'cvat-denied';
    await expect(enterCvatToken(at, actor, 'another-token')).rejects.toMatchObject({ code: 'cvat-denied' });
    expect(await at.cvatToken.token()).toBe(value);
  });

  it('is refused while the environment names one', async () => {
    const at = await place('from-the-environment');
    await expect(enterCvatToken(at, actor, value)).rejects.toMatchObject({ code: 'invalid-input', userMessage: { key: 'setup.token.fromEnvironment' } });
    expect(kept.size).toBe(0);
  });

  it('never writes the value anywhere but sealed', async () => {
    const at = await place();
    await enterCvatToken(at, actor, value);
    refusal = 'cvat-denied';
    await enterCvatToken(at, actor, `${value}-2`).catch(() => undefined);
    expect(JSON.stringify([entries, [...kept], at.cvatToken.state])).not.toContain(value);
  });
});

describe('a token in use', () => {
  it('can be tested again, and what CVAT said stands beside it', async () => {
    const at = await place();
    await expect(retestCvatToken(at)).rejects.toMatchObject({ code: 'not-configured' });
    await enterCvatToken(at, actor, value);
    refusal = 'cvat-denied';
    expect(await retestCvatToken(at)).toMatchObject({ outcome: 'refused' });
    expect(at.cvatToken.state.test).toMatchObject({ outcome: 'refused' });
    expect(await at.cvatToken.token()).toBe(value);
  });

  it('is gone once it is removed', async () => {
    const at = await place();
    await enterCvatToken(at, actor, value);
    asked = [];
    await removeCvatToken(at);
    expect(await at.cvatToken.token()).toBeUndefined();
    expect(asked).toHaveLength(3);
  });
});
