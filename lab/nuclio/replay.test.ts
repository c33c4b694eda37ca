import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LabWorld } from '../world/world';
import { endJobs, put, reconcile, replayWorld } from './contract/replay-world';
import { FUNCTION } from './function-states';
import { startNuclioDashboard } from './start-nuclio-dashboard';
import { asJson } from './typed-spec';

interface Line {
  readonly story: string;
  readonly line?: number;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly sent?: { text?: string; metadata?: { name: string; resourceVersion?: string } };
  readonly code?: number;
  readonly body?: unknown;
  readonly pick?: string;
  readonly names?: string[];
  readonly walk?: string;
  readonly state?: string;
  readonly urls?: string[];
  readonly set?: string;
  readonly status?: Record<string, unknown>;
  readonly labels?: Record<string, unknown>;
  readonly annotations?: Record<string, unknown>;
  readonly deployment?: boolean;
  readonly abandon?: string;
}

const recorded = readFileSync(path.join(import.meta.dirname, 'contract/answers-1.14.1.jsonl'), 'utf8');
const lines = recorded
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Line);
const stories = [...new Set(lines.map(({ story }) => story))];

/** What differs from one installation, moment or process to the next. Everything else must be the same. */
const VARIES = new Set(['resourceVersion', 'imageHash', 'requestID', 'time', 'timestamp', 'lastScaleEventTime', 'errorStackTrace', 'logs']);

function comparable(value: unknown, key = ''): unknown {
  if (VARIES.has(key)) return `some ${key}`;
  if (Array.isArray(value))
    return value.map((inner) => (typeof inner === 'string' && key === 'names' ? inner.replace(/-[^-]+-[^-]+$/, '') : comparable(inner)));
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, comparable(inner, name)]));
  return value;
}

const current = (world: LabWorld, name: string) => world.store.get(FUNCTION, 'cvat', name);

async function ask(base: string, world: LabWorld, line: Line): Promise<{ code: number; body: unknown }> {
  let sent = line.sent;
  if (sent?.metadata?.resourceVersion === 'current') {
    const { name } = sent.metadata;
    sent = { ...sent, metadata: { ...sent.metadata, resourceVersion: current(world, name)?.metadata.resourceVersion ?? '' } };
  }
  const body = sent === undefined ? undefined : (sent.text ?? JSON.stringify(sent));
  const answer = await fetch(base + line.path, { method: line.method ?? 'GET', headers: line.headers ?? {}, ...(body === undefined ? {} : { body }) });
  const text = await answer.text();
  const json = (answer.headers.get('content-type') ?? '').includes('json') ? JSON.parse(text) : text;
  return { code: answer.status, body: line.pick ? asJson(json)[line.pick] : json };
}

function arrange(world: LabWorld, line: Line): void {
  if (line.abandon) world.abandonedBuilds.add(line.abandon);
  if (!line.set) return;
  const existing = current(world, line.set);
  if (existing) {
    world.abandonedBuilds.delete(line.set);
    world.store.change(FUNCTION, 'cvat', line.set, 'replay', (draft) => {
      draft.status = { ...draft.status, ...line.status };
    });
  } else {
    put(world, 'nuclio.io/v1beta1', 'NuclioFunction', line.set, {
      ...(line.labels ? { labels: line.labels as Record<string, string> } : {}),
      ...(line.status ? { status: line.status } : {}),
    });
  }
  if (line.deployment) put(world, 'apps/v1', 'Deployment', `nuclio-${line.set}`, { labels: { 'nuclio.io/function-name': line.set } });
}

function walk(world: LabWorld, { walk: name = '', state }: Line): void {
  const before = asJson(current(world, name)?.status).state;
  if (before === state) return;
  if (before === 'building') endJobs(world);
  if (asJson(current(world, name)?.status).state !== state) reconcile(world, name);
}

describe.each(stories)('%s', (story) => {
  it('goes as it went with a real Nuclio', async () => {
    const world = replayWorld({ withProject: story !== 'basics' });
    const server = await startNuclioDashboard(world, 0);
    try {
      for (const line of lines.filter((one) => one.story === story)) {
        const where = `line ${line.line}: ${line.method} ${line.path}`;
        if (line.method) {
          const { code, body } = await ask(server.url, world, line);
          expect(code, where).toBe(line.code);
          if (line.names) expect(Object.keys(asJson(body)).sort(), where).toEqual(line.names);
          else expect(comparable(body), where).toEqual(comparable(line.body ?? ''));
        } else if (line.walk) {
          walk(world, line);
          const status = asJson(current(world, line.walk)?.status);
          expect(status.state, where).toBe(line.state);
          expect(status.internalInvocationUrls ?? [], where).toEqual(line.urls);
        } else if (line.set || line.abandon) arrange(world, line);
        else {
          for (const [name, labels] of Object.entries(line.labels ?? {})) expect(current(world, name)?.metadata.labels, where).toEqual(labels);
          for (const [name, found] of Object.entries(line.annotations ?? {})) expect(current(world, name)?.metadata.annotations, where).toEqual(found);
        }
      }
    } finally {
      await server.close();
    }
  });
});
