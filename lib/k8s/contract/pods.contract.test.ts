import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { systemClock } from '@/lib/domain/clock';
import { openScratchNamespace, type ScratchNamespace } from '@/lib/k8s/contract/scratch-namespace';
import { container } from '@/lib/k8s/contract/scratch-objects';
import { describeContract } from '@/lib/k8s/contract/test-cluster';
import { createPodExec } from '@/lib/k8s/exec';
import { runExecSocket } from '@/lib/k8s/exec-socket';
import { record, records } from '@/lib/k8s/map/api-object';
import { followPodLog, readPodLog } from '@/lib/k8s/pod-log';

describeContract('inside a pod', () => {
  let scratch: ScratchNamespace;
  const place = () => ({ namespace: scratch.namespace, pod: 'talker', container: 'main' });
  const exec = () => createPodExec({ connection: scratch.connection, clock: systemClock });

  beforeAll(async () => {
    scratch = await openScratchNamespace();
    await scratch.create('v1/pods', { metadata: { name: 'talker' }, spec: { terminationGracePeriodSeconds: 1, containers: [container] } });
    await vi.waitFor(async () => expect(record((await scratch.read('v1/pods', 'talker')).status).phase).toBe('Running'), { timeout: 50_000, interval: 100 });
  });
  afterAll(() => scratch?.remove());

  it('a command runs over a WebSocket, and its output and exit status come back', async () => {
    const { exitCode, stdout } = await exec().ask(place(), { id: 'disk-free', path: '/' });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/Mounted on\n\S+ +\d+ +\d+ +\d+ +\d+% \/\S*\n/);
  });

  it('a command that fails is no success', async () => {
    expect((await exec().ask(place(), { id: 'disk-free', path: '/not/there' })).exitCode).not.toBe(0);
  });

  it('a program that is not there, a container and a pod that are not there are told as such', async () => {
    const credentials = await scratch.connection.credentials();
    const socket = { credentials, userAgent: 'loupe/contract', where: place(), maxBytes: 1_000, signal: AbortSignal.timeout(20_000) };
    expect((await runExecSocket({ ...socket, argv: ['loupe-no-such-program'] })).exitCode).not.toBe(0);
    await expect(exec().ask({ ...place(), container: 'none' }, { id: 'disk-free', path: '/' })).rejects.toMatchObject({ code: 'exec-failed' });
    await expect(exec().ask({ ...place(), pod: 'none' }, { id: 'disk-free', path: '/' })).rejects.toMatchObject({ code: 'exec-failed' });
  });

  it('logs are as long as asked, newest last', async () => {
    await vi.waitFor(async () => expect((await readPodLog(scratch.connection, place(), { tail: 1 }))?.length).toBe(1), { timeout: 10_000 });
    const all = await readPodLog(scratch.connection, place(), { tail: 5_000 });
    expect(all?.length).toBeGreaterThan(0);
  });

  it('what a container said before it ended stays to be read', async () => {
    const command = ['sh', '-c', 'echo ERROR the last words; exit 1'];
    const annotations = { 'loupe.test/fault': 'CrashLoopBackOff' };
    await scratch.create('v1/pods', { metadata: { name: 'crasher', annotations }, spec: { containers: [{ ...container, command }] } });
    const restarts = async () => Number(records(record((await scratch.read('v1/pods', 'crasher')).status).containerStatuses)[0]?.restartCount ?? 0);
    await expect.poll(restarts, { timeout: 50_000, interval: 200 }).toBeGreaterThan(0);
    const before = await readPodLog(scratch.connection, { ...place(), pod: 'crasher' }, { tail: 10, previous: true });
    expect(before?.length).toBeGreaterThan(0);
  });

  it('there is no log of a container before the first, nor of a container or pod that is not there', async () => {
    for (const where of [
      { ...place(), pod: 'none' },
      { ...place(), container: 'none' },
    ]) {
      await expect(readPodLog(scratch.connection, where, { tail: 2 })).resolves.toBeUndefined();
    }
  });

  it('a log is followed until told to stop, also while nothing is said', async () => {
    const stop = new AbortController();
    const lines: string[] = [];
    const following = (async () => {
      for await (const batch of followPodLog(scratch.connection, place(), { tail: 1, signal: stop.signal })) lines.push(...batch);
    })();
    await vi.waitFor(() => expect(lines.length).toBeGreaterThan(0), { timeout: 10_000 });
    stop.abort();
    await expect(following).resolves.toBeUndefined();
  });
});
