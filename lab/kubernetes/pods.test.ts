import { PassThrough, type Readable, Writable } from 'node:stream';
import { Exec, PortForward, type V1Status } from '@kubernetes/client-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aPod, echoAnswers, startTestApi, TEST_START, type TestApi } from './test-api';

let lab: TestApi;
let answers: ReturnType<typeof echoAnswers>;
const LOG = '/api/v1/namespaces/cvat/pods/p/log';

beforeEach(async () => {
  answers = echoAnswers();
  lab = await startTestApi({ answers });
  lab.store.put(aPod('p'), 'test');
});
afterEach(() => lab.close());

function collector(): Writable & { text: () => string } {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return Object.assign(sink, { text: () => Buffer.concat(chunks).toString() });
}

async function exec(argv: string[], pod = 'p', stdin: Readable | null = null) {
  const [stdout, stderr] = [collector(), collector()];
  let protocol = '';
  const status = await new Promise<V1Status | undefined>((resolve, reject) => {
    let last: V1Status | undefined;
    new Exec(lab.config)
      .exec('cvat', pod, 'main', argv, stdout, stderr, stdin, false, (answer) => {
        last = answer;
      })
      .then((socket) => {
        protocol = socket.protocol;
        socket.onclose = () => resolve(last);
      }, reject);
  });
  return { stdout: stdout.text(), stderr: stderr.text(), status, protocol };
}

describe('exec', () => {
  it('sends both outputs, then success', async () => {
    expect(await exec(['echo', 'a b'])).toMatchObject({ stdout: 'echo a b\n', stderr: '', status: { status: 'Success' }, protocol: 'v5.channel.k8s.io' });
  });

  it('tells the exit code as a cause', async () => {
    expect(await exec(['exit', '3'])).toMatchObject({
      stdout: 'before\n',
      stderr: 'trouble\n',
      status: { status: 'Failure', reason: 'NonZeroExitCode', details: { causes: [{ reason: 'ExitCode', message: '3' }] } },
    });
  });

  it('takes input and its end', async () => {
    const stdin = new PassThrough();
    stdin.end('ignored');
    expect((await exec(['echo'], 'p', stdin)).status).toMatchObject({ status: 'Success' });
  });

  it('without an exit status ends the connection only', async () => {
    lab.api.injectFault({ execWithoutStatus: { subresource: 'exec' } });
    expect(await exec(['echo'])).toMatchObject({ stdout: 'echo\n', status: undefined });
  });

  it('in a container that does not run fails inside the stream', async () => {
    lab.store.put(aPod('waits', {}, { status: { phase: 'Pending', containerStatuses: [{ name: 'main', state: { waiting: { reason: 'X' } } }] } }), 'test');
    expect((await exec(['echo'], 'waits')).status).toMatchObject({ status: 'Failure', reason: 'InternalError', code: 500 });
  });

  it('is refused before the upgrade: no pod, no right to create, a finished pod', async () => {
    await expect(exec(['echo'], 'none')).rejects.toMatchObject({ message: expect.stringContaining('404') });
    lab.store.put(aPod('done', {}, { status: { phase: 'Succeeded' } }), 'test');
    await expect(exec(['echo'], 'done')).rejects.toMatchObject({ message: expect.stringContaining('400') });
    lab.api.injectFault({ deny: [{ verb: 'create', resource: 'pods', subresource: 'exec' }] });
    await expect(exec(['echo'])).rejects.toMatchObject({ message: expect.stringContaining('403') });
  });

  it('aborts what runs when the caller leaves', async () => {
    const socket = await new Exec(lab.config).exec('cvat', 'p', 'main', ['hang'], collector(), collector(), null, false);
    socket.close();
    await expect.poll(() => answers.aborted).toEqual(['hang']);
  });
});

describe('port-forward', () => {
  it('carries bytes both ways', async () => {
    const [output, input] = [new PassThrough(), new PassThrough()];
    const socket = await new PortForward(lab.config).portForward('cvat', 'p', [6379], output, null, input);
    input.write('ping');
    const [answer] = await output.take(1).toArray();
    expect(String(answer)).toBe('PING');
    (socket as { close(): void }).close();
  });

  it('says on the error channel that nothing listens', async () => {
    const errors = new PassThrough();
    await new PortForward(lab.config).portForward('cvat', 'p', [9999], new PassThrough(), errors, new PassThrough());
    const words = await errors
      .map((chunk: Buffer) => chunk.toString())
      .filter((text: string) => text !== '')
      .take(1)
      .toArray();
    expect(words[0]).toContain('connection refused');
  });
});

describe('logs', () => {
  const log = (query = '') => lab.call('GET', `${LOG}${query}`);

  it('come whole, by their tail, since a moment, with times, and up to so many bytes', async () => {
    expect((await log()).body).toBe('line 0\nline 1\nline 2\nline 3\n');
    expect((await log('?tailLines=2')).body).toBe('line 2\nline 3\n');
    expect((await log('?tailLines=0')).body).toBe('');
    expect((await log('?sinceSeconds=130')).body).toBe('line 2\nline 3\n');
    expect((await log('?tailLines=1&timestamps=true')).body).toBe(`${new Date(TEST_START - 60_000).toISOString()} line 3\n`);
    expect((await log('?limitBytes=9')).body).toBe('line 0\nli');
  });

  it('refuse what they cannot answer in the words of the server', async () => {
    expect((await log('?tailLines=-1')).body).toMatchObject({ code: 422, details: { kind: 'PodLogOptions', causes: [{ field: 'tailLines' }] } });
    expect((await log('?container=zz')).body.message).toBe('container zz is not valid for pod p');
    expect((await log('?previous=true')).body.message).toBe('previous terminated container "main" in pod "p" not found');
    lab.store.put(aPod('two', {}, { spec: { nodeName: 'n', containers: [{ name: 'c' }, { name: 'e' }] } }), 'test');
    const choice = await lab.call('GET', '/api/v1/namespaces/cvat/pods/two/log');
    expect(choice.body.message).toBe('a container name must be specified for pod two, choose one of: [c e]');
  });

  it('have nothing to show of a container that never ran', async () => {
    const waiting = { reason: 'CreateContainerConfigError', message: 'container has runAsNonRoot and image has non-numeric user' };
    lab.store.put(aPod('p', {}, { status: { phase: 'Pending', containerStatuses: [{ name: 'main', restartCount: 0, state: { waiting } }] } }), 'test');
    expect((await log()).body).toMatchObject({ code: 400, message: 'container "main" in pod "p" is waiting to start: CreateContainerConfigError' });
  });

  it('follow what comes, until the pod goes', async () => {
    const response = await fetch(`${lab.api.url}${LOG}?follow=true&tailLines=1`);
    await expect.poll(() => answers.followers.size).toBe(1);
    for (const follower of answers.followers) follower({ at: '', line: 'new' });
    lab.store.remove('v1/Pod', 'cvat', 'p');
    expect(await response.text()).toBe('line 3\nnew\n');
    expect(answers.followers.size).toBe(0);
  });

  it('do not tell a follower what the namesake of a deleted pod writes', async () => {
    const response = await fetch(`${lab.api.url}${LOG}?follow=true&tailLines=1`);
    await expect.poll(() => answers.followers.size).toBe(1);
    lab.store.remove('v1/Pod', 'cvat', 'p');
    // At once: a reset of the lab writes the next one's lines before the connection is closed.
    expect(answers.followers.size).toBe(0);
    expect(await response.text()).toBe('line 3\n');
  });
});
