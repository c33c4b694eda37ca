import { describe, expect, it } from 'vitest';
import { EnvError, readEnv } from '@/lib/server/env';

describe('the environment', () => {
  it('works with nothing set', () => {
    expect(readEnv({})).toMatchObject({
      namespace: 'cvat',
      nuclioNamespace: 'cvat',
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

  it('takes several origins and refuses one with a path', () => {
    expect(readEnv({ LOUPE_ORIGIN: 'https://loupe.example, http://10.0.0.5:3000' }).origins).toEqual(['https://loupe.example', 'http://10.0.0.5:3000']);
    expect(() => readEnv({ LOUPE_ORIGIN: 'https://loupe.example/app' })).toThrow(/LOUPE_ORIGIN/);
  });
});
