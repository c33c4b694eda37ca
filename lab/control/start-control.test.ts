import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findFreePorts } from '../../scripts/run/ports';
import { type RunningLab, startLab } from '../start-lab';
import type { LabState } from './lab-state';

let lab: RunningLab;
const directory = mkdtempSync(path.join(tmpdir(), 'lab-'));

const call = (path_: string, init?: RequestInit) => fetch(`${lab.addresses.control}${path_}`, { redirect: 'manual', ...init });
const post = (path_: string, body: unknown) =>
  call(`/control/${path_}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const state = async () => (await (await call('/control/state')).json()) as LabState;
const isOn = async (id: string) => (await state()).scenarios.find((scenario) => scenario.id === id)?.on;

beforeAll(async () => {
  lab = await startLab({ port: await findFreePorts(7_130, 5), directory });
}, 60_000);
afterAll(async () => {
  await lab.close();
  rmSync(directory, { recursive: true });
});
beforeEach(() => post('reset', {}));

describe('the lab’s control service', () => {
  it('switches a scenario on and off, and a reset takes all back', async () => {
    await post('scenarios/volume-nearly-full', { on: true });
    expect(await isOn('volume-nearly-full')).toBe(true);
    await post('scenarios/volume-nearly-full', { on: false });
    expect(await isOn('volume-nearly-full')).toBe(false);
    await post('scenarios/volume-nearly-full', { on: true });
    await post('reset', {});
    expect(await isOn('volume-nearly-full')).toBe(false);
    expect((await post('scenarios/nothing', { on: true })).status).toBe(404);
  });

  it('moves the clock, which every service tells', async () => {
    const before = Date.parse((await state()).now);
    await post('clock', { advanceSeconds: 3_600 });
    expect(Date.parse((await state()).now) - before).toBeGreaterThanOrEqual(3_600_000);
    const date = (await fetch(`${lab.addresses.kubernetes}/version`)).headers.get('date') ?? '';
    expect(Date.parse(date) - before).toBeGreaterThanOrEqual(3_590_000);
  });

  it('takes the API server away and gives it back', async () => {
    await post('api-server', { mode: 'refusing' });
    await expect(fetch(`${lab.addresses.kubernetes}/version`)).rejects.toThrow();
    await post('api-server', { mode: 'up' });
    expect((await fetch(`${lab.addresses.kubernetes}/version`)).status).toBe(200);
  });

  it('has a page whose buttons are forms, and obeys no other origin', async () => {
    expect(await (await call('/')).text()).toContain('<form method="post" action="/control/scenarios/volume-nearly-full">');
    const form = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'on=true' };
    expect((await call('/control/scenarios/volume-nearly-full', form)).status).toBe(303);
    expect(await isOn('volume-nearly-full')).toBe(true);
    const foreign = { ...form, headers: { ...form.headers, origin: 'http://elsewhere.test' } };
    expect((await call('/control/reset', foreign)).status).toBe(403);
    expect((await post('clock', { rate: -1 })).status).toBe(400);
  });

  it('leaves a kubeconfig for the simulated API server', () => {
    expect(JSON.parse(readFileSync(lab.kubeconfig, 'utf8'))).toMatchObject({
      'current-context': 'lab',
      clusters: [{ cluster: { server: lab.addresses.kubernetes } }],
    });
  });

  it('refuses to grow a claim beyond Longhorn’s headroom, in its webhook’s words', async () => {
    const url = `${lab.addresses.kubernetes}/api/v1/namespaces/cvat/persistentvolumeclaims/cvat-backend-data?dryRun=All`;
    const grow = (storage: string) =>
      fetch(url, {
        method: 'PATCH',
        headers: { 'content-type': 'application/merge-patch+json' },
        body: JSON.stringify({ spec: { resources: { requests: { storage } } } }),
      });
    expect((await grow('60Gi')).status).toBe(200);
    const refused = await grow('500Gi');
    expect(refused.status).toBe(403);
    expect(((await refused.json()) as { message: string }).message).toContain('admission webhook "validator.longhorn.io" denied the request: cannot schedule');
  });
});
