import { beforeEach, describe, expect, it } from 'vitest';
import { kvrocksDiskFilling } from '../scenarios/kvrocks-disk-filling';
import { kvrocksIncident20260129 } from '../scenarios/kvrocks-incident-2026-01-29';
import { kvrocksIncident20260210 } from '../scenarios/kvrocks-incident-2026-02-10';
import { kvrocksIncident20260211 } from '../scenarios/kvrocks-incident-2026-02-11';
import { GIB, MIB } from '../world/identity';
import type { LabWorld } from '../world/world';
import { POD } from './kinds';
import { ask, askRedis, MINUTE, SECOND, testWorld } from './test-world';

let world: LabWorld;

const info = async (field: string) => {
  const line = (await askRedis(world, 'INFO')).stdout.split('\r\n').find((candidate) => candidate.startsWith(`${field}:`));
  return line?.slice(field.length + 1).trim() ?? '';
};
const percent = async () => Math.round((Number(await info('used_disk_size')) / Number(await info('disk_capacity'))) * 100);
const purge = () =>
  ask(world, world.store.get(POD, world.namespace, 'cvat-kvrocks-0'), 'find', '/var/lib/kvrocks/db/archive', '-maxdepth', '1', '-mmin', '+2', '-delete');

beforeEach(() => {
  world = testWorld();
});

describe('the simulated KVRocks', () => {
  it('fills while inference runs, then refuses writes and ends the inference', async () => {
    kvrocksDiskFilling.on(world);
    const before = await percent();
    world.clock.advance(60 * MINUTE);
    expect(await percent()).toBeGreaterThan(before + 1);
    world.clock.advance(9 * 60 * MINUTE);
    const answer = await askRedis(world, 'SET', '__probe', '1', 'EX', '1');
    expect(answer).toMatchObject({ exitCode: 1, stdout: '' });
    expect(answer.stderr).toContain('ERR IO error: No space left on device');
    expect(world.cvat.inference[0]).toMatchObject({ status: 'failed' });
    expect(world.cvat.health['Cache backend: media']).not.toBe('working');
  });

  it('gives 65 % after the archive is gone, as on 2026-01-29', async () => {
    kvrocksIncident20260129.on(world);
    expect(await percent()).toBe(97);
    await purge();
    expect(await percent()).toBeGreaterThan(64);
    expect(await percent()).toBeLessThan(69);
  });

  it('gives 92 % after the archive is gone and writes again within a minute, as on 2026-02-10', async () => {
    kvrocksIncident20260210.on(world);
    expect((await askRedis(world, 'SET', 'k', '1')).exitCode).toBe(1);
    await purge();
    expect(await percent()).toBe(92);
    world.clock.advance(2 * MINUTE);
    expect((await askRedis(world, 'SET', 'k', '1')).stdout).toBe('OK\n');
  });

  it('cannot flush without room for the tombstone; with room, flush and compaction leave 161 MiB, as on 2026-02-11', async () => {
    kvrocksIncident20260211.on(world);
    expect((await askRedis(world, 'FLUSHDB')).exitCode).toBe(1);
    await purge();
    world.clock.advance(2 * MINUTE);
    const full = Number(await info('used_db_size'));
    expect((await askRedis(world, 'FLUSHDB')).stdout).toBe('OK\n');
    expect(Number(await info('used_db_size'))).toBeGreaterThanOrEqual(full);
    expect((await askRedis(world, 'COMPACT')).stdout).toBe('OK\n');
    expect(await info('is_compacting')).toBe('yes');
    expect((await askRedis(world, 'COMPACT')).stderr).toContain('compact in-progress');
    world.clock.advance(40 * SECOND);
    expect(await info('is_compacting')).toBe('no');
    expect(Number(await info('used_db_size'))).toBe(161 * MIB);
    expect(await percent()).toBe(1);
  });

  it('frees what has expired by a compaction alone', async () => {
    kvrocksDiskFilling.on(world);
    const before = Number(await info('used_db_size'));
    await askRedis(world, 'COMPACT');
    world.clock.advance(30 * SECOND);
    expect(before - Number(await info('used_db_size'))).toBeGreaterThan(16 * GIB);
  });

  it('lists its files as du does', async () => {
    const { stdout } = await ask(
      world,
      world.store.get(POD, world.namespace, 'cvat-kvrocks-0'),
      'du',
      '-ak',
      '/var/lib/kvrocks/db',
      '/var/lib/kvrocks/db/archive',
    );
    const rows = stdout
      .trim()
      .split('\n')
      .map((row) => row.split('\t'));
    const live = rows.filter(([, path]) => path?.endsWith('.sst')).reduce((sum, [kib]) => sum + Number(kib), 0);
    expect(live * 1024).toBeCloseTo(world.kvrocks.liveBytes, -7);
    expect(rows.at(-1)?.[1]).toBe('/var/lib/kvrocks/db');
  });
});
