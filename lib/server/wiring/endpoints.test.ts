import { describe, expect, it } from 'vitest';
import { seededRelease } from '@/lib/checks/shared/fixtures/seeded-release';
import type { EndpointAddress } from '@/lib/domain/endpoint';
import { known } from '@/lib/domain/part';
import type { Reach } from '@/lib/domain/ports/reach';
import type { SnapshotPart } from '@/lib/domain/snapshot';
import { askWhereMoved } from '@/lib/server/passes/ask-where-moved';
import { openEndpoints, wayTo } from '@/lib/server/wiring/endpoints';
import { createTestClock } from '@/lib/snapshot/test-clock';

const installation = { cluster: 'kind', namespace: 'cvat', release: 'cvat', nuclioNamespace: 'cvat', nuclioProject: 'cvat' };
const env = { cvatUrl: undefined, nuclioUrl: undefined };

function live() {
  const clock = createTestClock();
  const listeners: ((part: SnapshotPart) => void)[] = [];
  const parts = new Map<SnapshotPart, unknown>();
  const store = {
    last: (part: SnapshotPart) => (parts.has(part) ? known(parts.get(part), '2026-01-01T00:00:00Z', { kind: 'api-server' }) : undefined),
    onChange: (listener: (part: SnapshotPart) => void) => {
      listeners.push(listener);
      return () => {};
    },
  } as unknown as Parameters<typeof openEndpoints>[0]['store'];
  const endpoints = openEndpoints({ env, installation, store, clock });
  const put = (release: ReturnType<typeof seededRelease>) => {
    for (const part of ['workloads', 'services'] as const) {
      parts.set(part, release[part]);
      for (const listener of listeners) listener(part);
    }
  };
  return { clock, endpoints, put };
}
const reach: Reach = {
  way: async (address: EndpointAddress) => ({ kind: 'service-dns', origin: JSON.stringify(address), host: '', port: 1 }),
  close: async () => {},
};

describe('endpoints while Loupe runs', () => {
  it('are not read yet until the watches are complete, and nothing is asked there before', async () => {
    const { endpoints, put } = live();
    await expect(wayTo('cvat', endpoints, reach)()).rejects.toMatchObject({ code: 'not-read-yet' });
    put(seededRelease());
    expect((await wayTo('cvat', endpoints, reach)()).origin).toContain('"service":"cvat-backend-service"');
  });

  it('follow a changed variable without a restart, tell it once for a burst, and have it asked there', async () => {
    const { clock, endpoints, put } = live();
    put(seededRelease());
    await clock.advance(1_000);
    let told = 0;
    const asked: string[] = [];
    endpoints.onChange(() => told++);
    askWhereMoved(endpoints, { ask: async (part) => void asked.push(part) });
    put(seededRelease((yaml) => yaml.replaceAll('value: "cvat-kvrocks"', 'value: "cvat-redis-master"')));
    put(seededRelease((yaml) => yaml.replaceAll('value: "cvat-kvrocks"', 'value: "cvat-redis-master"')));
    expect(endpoints.find('kvrocks')?.address).toMatchObject({ service: 'cvat-redis-master' });
    await clock.advance(1_000);
    expect(told).toBe(1);
    expect(asked).toEqual(['kvrocks']);
  });

  it('say where functions lie as the backend is told it', () => {
    const { endpoints, put } = live();
    expect(endpoints.functionNamespace).toBeUndefined();
    put(seededRelease((yaml) => yaml.replaceAll('CVAT_NUCLIO_FUNCTION_NAMESPACE, value: "cvat"', 'CVAT_NUCLIO_FUNCTION_NAMESPACE, value: "models"')));
    expect(endpoints.functionNamespace).toBe('models');
  });

  it('tell what the parts are called by, where the release’s name was overridden', () => {
    const { endpoints, put } = live();
    put(seededRelease((yaml) => yaml.replaceAll('name: cvat-backend', 'name: annotate-backend')));
    expect(endpoints.namePrefix).toBe('annotate');
  });

  it('are unknown where nothing names them, and that is said', async () => {
    const { endpoints, put } = live();
    put({ workloads: [], services: [] });
    await expect(wayTo('nuclio', endpoints, reach)()).rejects.toMatchObject({ code: 'endpoint-unknown' });
  });
});
