import { createServer } from 'node:http';
import type { ContainerAnswers, ObjectStore } from '../world/object-store';
import { createDoor, type Door } from './door';
import { answerJson, answerText } from './http-answer';

export interface KubeletStats extends Door {
  readonly port: number;
  readonly url: string;
}

/**
 * What the nodes' kubelets say about use: `GET /{node}/stats/summary`. One listener stands for all nodes, because the lab has one address.
 * Unknown nodes answer 404.
 */
export async function startKubeletStats({ store, answers, port }: { store: ObjectStore; answers: ContainerAnswers; port: number }): Promise<KubeletStats> {
  const server = createServer({ keepAliveTimeout: 90_000 }, async (request, response) => {
    await door.passed();
    response.sendDate = false;
    response.setHeader('Date', new Date(store.clock.now()).toUTCString());
    const node = /^\/([^/]+)\/stats\/summary\/?(\?.*)?$/.exec(request.url ?? '')?.[1];
    if (request.method !== 'GET' || node === undefined || !store.get('v1/Node', undefined, decodeURIComponent(node))) {
      answerText(response, 404, '404 page not found\n');
      return;
    }
    const summary = answers.statsSummary(decodeURIComponent(node));
    if (summary === undefined) answerText(response, 503, 'the kubelet has no figures yet\n');
    else answerJson(response, 200, JSON.stringify(summary));
  });
  const door = createDoor(server, port);
  const bound = await door.open();
  return {
    port: bound,
    url: `http://127.0.0.1:${bound}`,
    get mode() {
      return door.mode;
    },
    setMode: door.setMode,
    passed: door.passed,
    close: door.close,
  };
}
