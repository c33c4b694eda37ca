import { describe, expect, it } from 'vitest';
import type { ExecAnswer, ExecQuestion, PodExec } from '@/lib/domain/ports/pod-exec';
import { createManualClock } from '@/lib/k8s/testing/manual-clock';
import { askByExec } from '@/lib/kvrocks/ask-store';
import { createKvrocksReader } from '@/lib/kvrocks/create-kvrocks-reader';
import { createKvrocksWriter } from '@/lib/kvrocks/create-kvrocks-writer';
import { parseInfo } from '@/lib/kvrocks/parse-info';
import { parseListing } from '@/lib/kvrocks/parse-listing';
import { probeStoreWrite, readStoreSettings } from '@/lib/kvrocks/read-store';

const store = { namespace: 'cvat', pod: 'cvat-kvrocks-0', container: 'kvrocks' };
const info = (more: Record<string, string> = {}) =>
  Object.entries({
    ...{ kvrocks_version: '2.12.1', loading: '0', role: 'master', connected_slaves: '0', used_db_size: '46170898432', max_db_size: '0' },
    ...{ used_percent: ' 0%', disk_capacity: '52521566208', used_disk_size: '52521566208', used_disk_percent: ' 100%' },
    ...{ num_background_errors: '3', is_compacting: 'no' },
    ...more,
  })
    .map(([key, value]) => `${key}:${value}\r\n`)
    .join('');

const good = (stdout: string): ExecAnswer => ({ stdout, stderr: '', exitCode: 0 });
const refused = (stderr: string): ExecAnswer => ({ stdout: '', stderr: `${stderr}\n\n`, exitCode: 1 });

function execThat(answers: Partial<Record<ExecQuestion['id'], ExecAnswer | (() => ExecAnswer)>>) {
  const asked: ExecQuestion[] = [];
  const exec: PodExec = {
    async ask(_where, question) {
      asked.push(question);
      const answer = answers[question.id] ?? { stdout: '', stderr: '', exitCode: undefined };
      return typeof answer === 'function' ? answer() : answer;
    },
  };
  return { exec, asked };
}

describe('INFO', () => {
  it('is read past comments, CRLF and the blank after a colon', () => {
    expect(parseInfo(`# Keyspace\r\n# WARN: DBSIZE SCAN never performed yet\r\ndb0:keys=0\r\n${info()}`)).toEqual({
      ...{ version: '2.12.1', role: 'master', connectedReplicas: 0, usedDbBytes: 46170898432, maxDbBytes: 0 },
      ...{ diskCapacityBytes: 52521566208, diskUsedBytes: 52521566208, isCompacting: false, backgroundErrors: 3, loading: false },
    });
  });

  it('is no answer when a figure is missing: unknown is not zero', () => {
    expect(() => parseInfo('role:master\r\nconnected_slaves:0\r\n')).toThrow(expect.objectContaining({ code: 'kvrocks-unreachable' }));
  });
});

describe('the composition of the directory', () => {
  const db = '/var/lib/kvrocks/db';
  it('tells live data, archive and rest, whatever order the lines have', () => {
    const lines = `200\t${db}/000001.sst\n50\t${db}/000002.log\n7\t${db}/LOG\n100\t${db}/archive/000003.log\n104\t${db}/archive\n365\t${db}\n104\t${db}/archive\n`;
    expect(parseListing(lines, db, 0)).toEqual({
      ...{ liveBytes: 250 * 1024, liveFiles: 2, archiveBytes: 104 * 1024, archiveFiles: 1, restBytes: 11 * 1024 },
    });
  });

  it('takes live data from INFO where files were not listed', () => {
    expect(parseListing(`1000\t${db}\n300\t${db}/archive\n`, db, 600 * 1024)).toEqual({
      ...{ liveBytes: 600 * 1024, archiveBytes: 300 * 1024, restBytes: 100 * 1024 },
    });
  });

  it('is unknown without the total', () => {
    expect(parseListing('du: cannot access', db, 1)).toBeUndefined();
  });
});

describe('the write probe', () => {
  it('gives the words KVRocks refuses with', async () => {
    const { exec } = execThat({ 'kvrocks-probe-write': refused('ERR IO error: No space left on device') });
    await expect(probeStoreWrite(askByExec(exec, store))).resolves.toEqual({ accepted: false, error: 'ERR IO error: No space left on device' });
  });

  it('accepts only OK', async () => {
    const { exec } = execThat({ 'kvrocks-probe-write': good('OK\n') });
    await expect(probeStoreWrite(askByExec(exec, store))).resolves.toEqual({ accepted: true });
  });

  it('does not call silence a refusal', async () => {
    await expect(probeStoreWrite(askByExec(execThat({}).exec, store))).rejects.toMatchObject({ code: 'kvrocks-unreachable' });
  });

  it('does not call a failed connection a refusal', async () => {
    const { exec } = execThat({ 'kvrocks-probe-write': refused('Could not connect to Redis at 127.0.0.1:6666: Connection refused') });
    await expect(probeStoreWrite(askByExec(exec, store))).rejects.toMatchObject({ code: 'kvrocks-unreachable' });
  });
});

describe('the settings', () => {
  it('are read from pairs of lines', async () => {
    const { exec } = execThat({ 'kvrocks-config': good('dir\n/var/lib/kvrocks\n') });
    await expect(readStoreSettings(askByExec(exec, store))).resolves.toEqual({ dbPath: '/var/lib/kvrocks/db' });
  });
});

describe('the reader', () => {
  const endpoint = { address: { kind: 'service', namespace: 'cvat', service: 'kv', port: 6666 } } as never;
  const services = [{ namespace: 'cvat', name: 'kv', selector: { app: 'kv' } }] as never;
  const pods = [
    {
      ...{ namespace: 'cvat', name: 'kv-0', uid: 'u1', phase: 'Running', labels: { app: 'kv' }, conditions: [] },
      containers: [{ name: 'kvrocks', init: false, ports: [6666], mounts: [{ claim: 'kv-data', path: '/data' }] }],
    },
  ] as never;

  it('lists the directory anew when a size changed, and now and then when none did', async () => {
    let size = '52521566208';
    const clock = createManualClock();
    const { exec, asked } = execThat({
      'kvrocks-info': () => good(info({ used_disk_size: size })),
      'kvrocks-config': good('dir\n/data\n'),
      'kvrocks-probe-write': good('OK\n'),
      'kvrocks-list-db': () => good(`1000\t/data/db\n300\t/data/db/archive\n`),
    });
    const reader = createKvrocksReader(exec, undefined, { clock });
    const lists = async () => {
      const { composition } = await reader.read({ endpoint, services, pods });
      expect(composition?.archiveBytes).toBe(300 * 1024);
      return asked.filter(({ id }) => id === 'kvrocks-list-db').length;
    };
    expect([await lists(), await lists()]).toEqual([1, 1]);
    size = '52521566207';
    expect([await lists(), await lists()]).toEqual([2, 2]);
    clock.advance(5 * 60_000);
    expect([await lists(), await lists()]).toEqual([3, 3]);
  });
});

describe('the writer', () => {
  it('keeps the archive while a replica is connected', async () => {
    const { exec, asked } = execThat({ 'kvrocks-info': good(info({ connected_slaves: '1' })) });
    await expect(createKvrocksWriter(exec).purgeArchive(store, 2)).rejects.toMatchObject({ code: 'kvrocks-refused' });
    expect(asked.map(({ id }) => id)).not.toContain('kvrocks-purge-archive');
  });

  it('says how many bytes the archive lost', async () => {
    let kib = 300;
    const { exec } = execThat({
      'kvrocks-info': good(info()),
      'kvrocks-config': good('dir\n/data\n'),
      'kvrocks-list-db': () => good(`1000\t/data/db\n${kib}\t/data/db/archive\n`),
      'kvrocks-purge-archive': () => {
        kib = 100;
        return good('');
      },
    });
    await expect(createKvrocksWriter(exec).purgeArchive(store, 2)).resolves.toEqual({ freedBytes: 200 * 1024 });
  });

  it('does not take a purge without a status for done', async () => {
    const { exec } = execThat({ 'kvrocks-info': good(info()), 'kvrocks-config': good('dir\n/data\n') });
    await expect(createKvrocksWriter(exec).purgeArchive(store, 2)).rejects.toMatchObject({ code: 'exec-failed' });
  });

  it('tells a compaction that runs already from one that was refused', async () => {
    const busy = execThat({ 'kvrocks-compact': refused('ERR compact in-progress'), 'kvrocks-info': good(info({ is_compacting: 'yes' })) });
    await expect(createKvrocksWriter(busy.exec).compact(store)).resolves.toBe('already-running');
    const refusing = execThat({ 'kvrocks-compact': refused('ERR something else'), 'kvrocks-info': good(info()) });
    await expect(createKvrocksWriter(refusing.exec).compact(store)).rejects.toMatchObject({ code: 'kvrocks-refused' });
  });
});
