import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import path from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../test-api';
import { EXCHANGES, type Exchange } from './exchanges';

/**
 * What a real API server (1.36) answered, word for word. `LOUPE_CONTRACT_KUBECONFIG=path` asks one again and compares;
 * `LOUPE_CONTRACT_RECORD=1` besides writes its answers down. It works in a namespace of its own and deletes it.
 */
const ANSWERS = path.join(import.meta.dirname, 'answers.json');
const realConfig = process.env.LOUPE_CONTRACT_KUBECONFIG;

const TYPES = {
  json: 'application/json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  jsonPatch: 'application/json-patch+json',
  apply: 'application/apply-patch+yaml',
} as const;

type Call = (method: string, path: string, options: { body?: unknown; type: string }) => Promise<{ code: number; body: unknown }>;

function read(value: unknown, field: string): unknown {
  return field.split('.').reduce<unknown>((inner, step) => (inner as Record<string, unknown> | undefined)?.[step], value);
}

/** Without what differs from run to run: uids, versions, the namespace. */
function normal(value: unknown, namespace: string): unknown {
  const text = JSON.stringify(value)
    .replaceAll(namespace, '{ns}')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '{uid}')
    .replace(/in record \(\d+\)/g, 'in record ({version})');
  return JSON.parse(text);
}

async function ask(call: Call, namespace: string, { method, path: at, type = 'json', body, same }: Exchange): Promise<unknown> {
  const options = { type: TYPES[type], ...(body !== undefined && { body }) };
  const answer = await call(method, at.replace('{ns}', namespace), options);
  const object = answer.body as { kind?: string };
  if (object?.kind === 'Status' || same === undefined) return normal({ code: answer.code, body: answer.body }, namespace);
  return normal({ code: answer.code, ...Object.fromEntries(same.map((field) => [field, read(object, field)])) }, namespace);
}

function callReal(config: KubeConfig): Call {
  const server = new URL(config.getCurrentCluster()?.server ?? '');
  return async (method, at, { body, type }) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const options = {
      method,
      hostname: server.hostname,
      port: server.port,
      path: at,
      headers: { 'Content-Type': type, 'User-Agent': 'node', ...(text !== undefined && { 'Content-Length': Buffer.byteLength(text) }) },
    };
    await config.applyToHTTPSOptions(options);
    return new Promise((resolve, reject) => {
      const outgoing = request(options, async (response) => {
        const answer = Buffer.concat(await response.toArray()).toString();
        resolve({ code: response.statusCode ?? 0, body: response.headers['content-type']?.includes('json') ? JSON.parse(answer) : answer });
      });
      outgoing.on('error', reject);
      outgoing.end(text);
    });
  };
}

const recorded = JSON.parse(readFileSync(ANSWERS, 'utf8')) as Record<string, unknown>;
const keyOf = (exchange: Exchange, index: number) => `${index + 1} ${exchange.method} ${exchange.path} ${exchange.type ?? ''}`.trim();

describe('the lab answers as a real API server did', () => {
  let lab: TestApi;
  beforeAll(async () => {
    lab = await startTestApi();
    lab.store.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'loupe-contract' } }, 'test');
  });
  afterAll(() => lab.close());

  it.each(EXCHANGES.map((exchange, index) => [keyOf(exchange, index), exchange] as const))('%s', async (key, exchange) => {
    expect(await ask(lab.call, 'loupe-contract', exchange)).toEqual(recorded[key]);
  });
});

describe.skipIf(!realConfig)('a real API server still answers so', () => {
  const config = new KubeConfig();
  const namespace = `loupe-contract-${process.pid}`;
  const answers: Record<string, unknown> = {};

  beforeAll(async () => {
    config.loadFromFile(realConfig as string);
    await callReal(config)('POST', '/api/v1/namespaces', { type: TYPES.json, body: { metadata: { name: namespace } } });
  });
  afterAll(async () => {
    await callReal(config)('DELETE', `/api/v1/namespaces/${namespace}`, { type: TYPES.json });
    if (process.env.LOUPE_CONTRACT_RECORD) writeFileSync(ANSWERS, `${JSON.stringify(answers, null, 2)}\n`);
  });

  it.each(EXCHANGES.map((exchange, index) => [keyOf(exchange, index), exchange] as const))('%s', async (key, exchange) => {
    answers[key] = await ask(callReal(config), namespace, exchange);
    if (!process.env.LOUPE_CONTRACT_RECORD) expect(answers[key]).toEqual(recorded[key]);
  });
});
