import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pass, turns, until } from '@/lib/k8s/testing/manual-clock';
import { answerTo, gone, openReachStage, type ReachStage, web } from '@/lib/k8s/testing/reach-stage';

let stage: ReachStage;
let { api, reach, clock, wayTo, dial }: ReachStage = {} as ReachStage;

beforeEach(async () => {
  stage = await openReachStage();
  ({ api, reach, clock, wayTo, dial } = stage);
});
afterEach(() => stage.close());

describe('what keeps a Service from being reached', () => {
  it('is told: no such Service, no such port, no ready pod', async () => {
    const reasonOf = (address: object) => reach.way({ ...web, ...address }).then(String, (error: unknown) => error);
    expect(await reasonOf({ service: 'other' })).toMatchObject({ code: 'endpoint-unreachable', userMessage: { params: { reason: 'no_service' } } });
    expect(await reasonOf({ port: 99 })).toMatchObject({ code: 'endpoint-unreachable', userMessage: { params: { reason: 'no_port' } } });
    api.pods = [];
    expect(await reasonOf({})).toMatchObject({ code: 'endpoint-unreachable', userMessage: { params: { reason: 'no_ready_pod' } } });
  });

  it('names the missing right', async () => {
    api.refuse = (asked) => (asked.endsWith('/portforward') ? 403 : undefined);
    await expect(wayTo()).rejects.toMatchObject({ code: 'cluster-denied', userMessage: { params: { right: 'create pods/portforward' } } });
  });

  it('is a refusal of the port, also when that comes after the connection stands', async () => {
    api.onForward = ({ send, socket }) => {
      send(1, 'dial tcp4 127.0.0.1:8080: connect: connection refused');
      socket.close(1000);
    };
    await expect(wayTo()).rejects.toMatchObject({ code: 'endpoint-unreachable', userMessage: { params: { reason: 'refused' } } });
  });

  it('ends a connection whose port is refused in the middle, and is told to whoever asks next', async () => {
    const socketPath = await wayTo();
    const socket = await dial(socketPath);
    await answerTo(socket, 'x');
    api.onForward = ({ send }) => send(1, 'connection refused');
    api.forwarded[0]?.send(1, 'lost connection to pod');
    await gone(socket);
    await expect(wayTo()).rejects.toMatchObject({ code: 'endpoint-unreachable', userMessage: { params: { reason: 'refused' } } });
  });

  it('is a deadline of its own when the server says nothing, and holds up no other', async () => {
    api.announces = false;
    const slow = reach.way({ ...web, port: 81 }).then(String, (error: unknown) => error);
    await until(() => api.forwarded.length === 1);
    api.announces = true;
    expect(await wayTo()).toMatch(/\.sock$/);
    await pass(clock, 6_000);
    expect(await slow).toMatchObject({ code: 'timed-out' });
    await until(() => api.open === 1);
  });

  it('is the silence of the API server, in time', async () => {
    api.isFrozen = true;
    const asked = reach.way(web).then(String, (error: unknown) => error);
    await turns(50);
    await pass(clock, 6_000);
    expect(await asked).toMatchObject({ code: 'timed-out' });
  });

  it('breaks a connection whose other end fell silent, and none that is slow to answer', async () => {
    api.onForward = () => undefined;
    const socket = await dial(await wayTo());
    socket.write('a question');
    await until(() => api.forwarded.length === 1 && api.open === 1);
    await pass(clock, 12_000);
    expect(socket.destroyed).toBe(false);
    api.forwarded[0]?.socket.pause();
    await pass(clock, 6_000);
    await gone(socket);
  });

  it('is never a path made of a bad name', async () => {
    for (const bad of [{ service: '../../nodes/x' }, { namespace: 'a/b' }, { namespace: '..' }, { port: 0 }]) {
      await expect(reach.way({ ...web, ...bad })).rejects.toMatchObject({ code: 'invalid-name' });
    }
    expect(api.paths).toEqual([]);
  });

  it('ends with the pool: open connections and attempts are given up', async () => {
    const socket = await dial(await wayTo());
    await answerTo(socket, 'x');
    api.announces = false;
    const asked = reach.way({ ...web, port: 81 }).then(String, (error: unknown) => error);
    await until(() => api.forwarded.length === 2);
    await reach.close();
    await gone(socket);
    expect(await asked).toMatchObject({ code: 'endpoint-unreachable' });
    await until(() => api.open === 0);
  });
});
