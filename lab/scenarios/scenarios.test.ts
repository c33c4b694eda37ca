import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createLabClock } from '../world/create-clock';
import { createWorld } from '../world/create-world';
import type { LabWorld } from '../world/world';
import { illnesses } from './illnesses';
import { scenarios } from './registry';

const START = Date.parse('2026-03-02T09:00:00Z');
const MINUTE = 60_000;
/** Real time a test may take where two cores are shared by many. */
const PATIENCE = 60_000;
let world: LabWorld;

beforeEach(() => {
  world = createWorld({ clock: createLabClock({ startAt: START, rate: 0 }) });
});

describe('the scenarios', () => {
  it(
    'start from a healthy installation that stays healthy by itself',
    () => {
      expect(illnesses(world)).toEqual([]);
      world.clock.advance(6 * 60 * MINUTE);
      expect(illnesses(world)).toEqual([]);
    },
    PATIENCE,
  );

  it.each(scenarios.map((scenario) => [scenario.id, scenario] as const))(
    '%s makes the installation ill and takes it back to health',
    (_id, scenario) => {
      scenario.on(world);
      world.clock.advance(MINUTE);
      expect(illnesses(world)).not.toEqual([]);
      scenario.off(world);
      world.clock.advance(4 * MINUTE);
      expect(illnesses(world)).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'can all be on together, and a reset takes everything back at once',
    () => {
      for (const scenario of scenarios) {
        scenario.on(world);
        world.clock.advance(2_000);
      }
      world.clock.advance(12 * MINUTE);
      expect(illnesses(world).length).toBeGreaterThan(10);
      world.reset();
      expect(illnesses(world)).toEqual([]);
      world.clock.advance(10 * MINUTE);
      expect(illnesses(world)).toEqual([]);
    },
    PATIENCE,
  );

  it('are all listed, each under the name of its file', () => {
    const files = readdirSync(import.meta.dirname)
      .map((file) => path.basename(file, '.ts'))
      .filter((name) => scenarios.some((scenario) => scenario.id === name));
    expect(files).toHaveLength(scenarios.length);
  });
});
