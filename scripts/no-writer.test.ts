import { describe, expect, it } from 'vitest';
import { loadedBy } from './loaded-by';

const writers = ['lib/k8s/writer.ts', 'lib/kvrocks/create-kvrocks-writer.ts', 'lib/remediations/run-remediation.ts', 'lib/server/wiring/engine.ts'];

describe('what can change a cluster', () => {
  it.each(['lib/server/boot.ts', 'lib/server/host.ts'])('is not loaded by %s: the web process fetches it only where it is the actor too', (entry) => {
    const loaded = loadedBy(entry);
    expect(loaded.has('lib/server/wiring/seat.ts')).toBe(true);
    expect(writers.filter((writer) => loaded.has(writer))).toEqual([]);
  });

  it('is loaded by the actor', () => {
    const loaded = loadedBy('scripts/actor.ts');
    expect(writers.filter((writer) => !loaded.has(writer))).toEqual([]);
  });

  it('is loaded by the actor without pages, watches and check passes', () => {
    const others = [...loadedBy('scripts/actor.ts')].filter((file) =>
      /^(app|components)\/|lib\/k8s\/(watch\/(?!list-pages|read-lines)|feeds\/)|lib\/server\/(live|passes)\//.test(file),
    );
    expect(others).toEqual([]);
  });
});
