import { describe, expect, it } from 'vitest';
import { EnvError, readEnv } from '@/lib/server/env';

describe('the environment', () => {
  it('works with nothing set', () => {
    expect(readEnv({})).toMatchObject({
      namespace: undefined,
      release: undefined,
      nuclioNamespace: undefined,
      nuclioProject: undefined,
      origins: ['http://localhost:3000'],
      publicModels: false,
      admin: undefined,
    });
  });

  it('takes an empty variable as unset', () => {
    expect(readEnv({ LOUPE_CVAT_URL: '', LOUPE_KUBELET_URL: '' })).toMatchObject({ cvatUrl: undefined, kubeletUrl: undefined });
  });

  it('names every fault at once and no value', () => {
    const wrong = { LOUPE_NAMESPACE: '..', LOUPE_CVAT_URL: 'ftp://x', LOUPE_SECRET: 'short-secret', LOUPE_ADMIN_PASSWORD: 'hunter2hunter2' };
    const error = (() => {
      try {
        readEnv(wrong);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(EnvError);
    const message = (error as EnvError).message;
    for (const variable of ['LOUPE_NAMESPACE', 'LOUPE_CVAT_URL', 'LOUPE_SECRET', 'LOUPE_ADMIN_USER']) expect(message).toContain(variable);
    for (const value of ['ftp://x', 'short-secret', 'hunter2']) expect(message).not.toContain(value);
  });

  it('takes which remediations this installation has, and names the choice when one is unknown', () => {
    expect(readEnv({}).remediations).toBeUndefined();
    expect(readEnv({ LOUPE_REMEDIATIONS: 'none' }).remediations).toEqual([]);
    expect(readEnv({ LOUPE_REMEDIATIONS: 'expand-volume, undo-rollout' }).remediations).toEqual(['expand-volume', 'undo-rollout']);
    expect(() => readEnv({ LOUPE_REMEDIATIONS: 'everything' })).toThrow(/LOUPE_REMEDIATIONS accepts none, or by comma: .*undo-rollout/);
  });

  it('takes several origins and refuses one with a path', () => {
    expect(readEnv({ LOUPE_ORIGIN: 'https://loupe.example, http://10.0.0.5:3000' }).origins).toEqual(['https://loupe.example', 'http://10.0.0.5:3000']);
    expect(() => readEnv({ LOUPE_ORIGIN: 'https://loupe.example/app' })).toThrow(/LOUPE_ORIGIN/);
  });

  it('keeps the run engine here unless told otherwise, and says where the two processes meet', () => {
    expect(readEnv({ LOUPE_DATA_DIR: '/data' })).toMatchObject({ actor: { mode: 'here', socket: '/data/actor.sock' }, graceSeconds: 25 });
    const separate = readEnv({ LOUPE_ACTOR: 'separate', LOUPE_ACTOR_SOCKET: '/run/loupe/actor.sock', LOUPE_GRACE_SECONDS: '10' });
    expect(separate).toMatchObject({ actor: { mode: 'separate', socket: '/run/loupe/actor.sock' }, graceSeconds: 10 });
  });

  it('takes an address of the actor only with a secret', () => {
    const secret = 's'.repeat(32);
    expect(() => readEnv({ LOUPE_ACTOR_URL: 'http://actor:7900' })).toThrow(/LOUPE_ACTOR_SECRET/);
    expect(() => readEnv({ LOUPE_ACTOR_SECRET: secret })).toThrow(/LOUPE_ACTOR_SECRET/);
    expect(readEnv({ LOUPE_ACTOR_LISTEN: '127.0.0.1:7900', LOUPE_ACTOR_SECRET: secret }).actor.listen).toBe('127.0.0.1:7900');
  });
});
