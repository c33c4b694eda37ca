import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunningLab, startLab } from '@/lab/start-lab';
import { type DoctorIo, runDoctor } from '@/lib/server/doctor/run-doctor';

let lab: RunningLab;
let folder: string;

/** Five free ports in a row, as the lab takes. */
async function freePorts(): Promise<number> {
  const free = (port: number) =>
    new Promise<boolean>((done) => {
      const server = createServer().once('error', () => done(false));
      server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
    });
  for (let port = 7_620; port < 7_690; port += 5) if ((await Promise.all([0, 1, 2, 3, 4].map((offset) => free(port + offset)))).every(Boolean)) return port;
  throw new Error('no free ports');
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'loupe-doctor-'));
  lab = await startLab({ port: await freePorts(), directory: folder });
}, 60_000);
afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  lab.api.clearFaults();
  await lab.api.setMode('up');
  lab.scenarios.reset();
});

async function doctor(words: string, env: DoctorIo['env'] = {}, isTerminal = false) {
  const { cvat, nuclio, kubelet } = lab.addresses;
  const texts = { out: '', err: '' };
  const exit = await runDoctor(words.split(' ').filter(Boolean), {
    env: {
      ...{ KUBECONFIG: lab.kubeconfig, LOUPE_CVAT_URL: cvat, LOUPE_CVAT_TOKEN: 'lab-token', LOUPE_NUCLIO_URL: nuclio, LOUPE_KUBELET_URL: `${kubelet}/{node}` },
      ...env,
    },
    ...{ version: '0.0.0-test', isTerminal },
    out: (text) => {
      texts.out += text;
    },
    err: (text) => {
      texts.err += text;
    },
  });
  return { exit, ...texts };
}

const SICK = '--only gpu-runtime-class-missing,cuda-unavailable,chart-image-skew,pod-unschedulable';
function sicken() {
  lab.scenarios.set('gpu-runtime-class-missing', true);
  lab.world.clock.advance(60_000);
}

describe('loupe doctor', { timeout: 90_000 }, () => {
  it('finds nothing in a healthy installation: 0, every check but one clear, nothing written anywhere', async () => {
    const before = lab.api.requestLog.length;
    const { exit, out, err } = await doctor('--json');
    const { result, findings, checks } = JSON.parse(out);
    expect({ exit, err, result, findings }).toEqual({ exit: 0, err: '', result: 'healthy', findings: [] });
    const states = new Map(checks.map((check: { id: string; state: string }) => [check.id, check.state]));
    // Whether KVRocks takes writes can only be told by writing.
    expect(states.get('kvrocks-write-refused')).toBe('unknown');
    expect([...states.values()].filter((state) => state === 'well').length).toBe(checks.length - 1);
    const asked = lab.api.requestLog.slice(before);
    expect(asked.length).toBeGreaterThan(10);
    const changing = asked.filter(({ method, path: at }) => method !== 'GET' && !/\/(selfsubject|selfsubjectaccess|selfsubjectrules)reviews$/.test(at));
    expect(changing).toEqual([]);
  });

  it('tells what it found, causes before what follows from them: 1', async () => {
    sicken();
    const { exit, out } = await doctor(SICK);
    expect(exit).toBe(1);
    expect(out).toMatch(/WARNING {2}YOLO11x GPU cannot see its GPU[\s\S]+follows {2}YOLO11x GPU has no card/);
    expect(out).toContain('Loupe can repair it: set-runtime-class');
    expect(out).toContain('1 finding, and 1 that follows from it; 2 of 4 checks are clear.');
    expect(out).not.toContain('\u001b[');
  });

  it('paints for a terminal, and not with NO_COLOR', async () => {
    const only = '--only pod-unschedulable';
    expect((await doctor(only, {}, true)).out).toContain('\u001b[32m');
    expect((await doctor(only, { NO_COLOR: '1' }, true)).out).not.toContain('\u001b[');
  });

  it('shows unknown as unknown, never as clear, and says which right is missing', async () => {
    lab.api.injectFault({ deny: [{ verb: 'list', resource: 'pods' }] });
    const { exit, out } = await doctor('--only pod-crash-loop,gpu-runtime-class-missing --json');
    const [first] = JSON.parse(out).checks.filter((check: { id: string }) => check.id === 'pod-crash-loop');
    expect(first).toMatchObject({ state: 'unknown', missingRight: expect.stringContaining('pods') });
    expect(exit).not.toBe(1);
  });

  it('could not look where nothing answers, or where every check is unknown: 2', async () => {
    expect(await doctor('--only kvrocks-write-refused')).toMatchObject({ exit: 2, out: expect.stringContaining('Nothing could be told') });
    await lab.api.setMode('refusing');
    expect(await doctor('--json')).toMatchObject({ exit: 2, out: '', err: expect.stringContaining('API server') });
  });

  it('says what is accepted when it was asked for something else: 2, and nobody was asked', async () => {
    const before = lab.api.requestLog.length;
    expect(await doctor('--only nope')).toMatchObject({ exit: 2, out: '', err: expect.stringMatching(/no check "nope"[\s\S]*pod-crash-loop/) });
    expect(await doctor('--jsn')).toMatchObject({ exit: 2, err: expect.stringContaining('--help') });
    expect(await doctor('--json --sarif')).toMatchObject({ exit: 2, err: expect.stringContaining('--json and --sarif') });
    expect(await doctor('--namespace No/Name')).toMatchObject({ exit: 2, err: expect.stringContaining('--namespace') });
    expect(await doctor('--kubeconfig /no/such/file')).toMatchObject({ exit: 2, out: '' });
    expect(await doctor('--context nowhere')).toMatchObject({ exit: 2, err: expect.stringContaining('context') });
    expect(lab.api.requestLog.length).toBe(before);
  });

  it('names what is there when the release is not', async () => {
    expect(await doctor('--namespace cvat --release other')).toMatchObject({ exit: 2, err: expect.stringContaining('--namespace cvat --release cvat') });
  });

  it('explains a check without asking anybody', async () => {
    const before = lab.api.requestLog.length;
    const { exit, out } = await doctor('--explain gpu-runtime-class-missing');
    expect({ exit, asked: lab.api.requestLog.length - before }).toEqual({ exit: 0, asked: 0 });
    expect(out).toMatch(/It looks at:[\s\S]+list, watch[\s\S]+set-runtime-class: /);
  });

  it('prints the rows of the setup page, with what is missing', async () => {
    const { exit, out } = await doctor('--setup', { LOUPE_CVAT_TOKEN: '' });
    expect(exit).toBe(0);
    expect(out).toMatch(/Works +Kubernetes API server/);
    expect(out).toMatch(/Missing +CVAT token\n[\s\S]*LOUPE_CVAT_TOKEN/);
    const { out: json } = await doctor('--setup --json');
    expect(JSON.parse(json)).toEqual(expect.arrayContaining([expect.objectContaining({ id: 'api-server', state: 'works' })]));
  });

  it('writes SARIF 2.1.0: a rule for each check, a result for each finding', async () => {
    sicken();
    const { exit, out } = await doctor(`${SICK} --sarif`);
    const { version, $schema, runs } = JSON.parse(out);
    expect([exit, version, runs.length]).toEqual([1, '2.1.0', 1]);
    expect($schema).toContain('sarif-schema-2.1.0.json');
    const [{ tool, results, invocations }] = runs;
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(['gpu-runtime-class-missing', 'pod-unschedulable']));
    expect(results).toHaveLength(2);
    for (const { ruleId, ruleIndex, level, message, locations } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(['error', 'warning', 'note']).toContain(level);
      expect(message.text.length).toBeGreaterThan(20);
      expect(locations[0].logicalLocations[0].fullyQualifiedName).toMatch(/^cvat\/NuclioFunction\//);
    }
    expect(invocations[0].executionSuccessful).toBe(true);
  });

  it('writes JUnit XML: found fails, clear passes', async () => {
    sicken();
    const { exit, out } = await doctor(`${SICK} --junit`);
    expect(exit).toBe(1);
    expect(out).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="Loupe" tests="4" failures="2" skipped="0" errors="0">/);
    expect(out).toMatch(/<testcase classname="loupe.gpu" name="gpu-runtime-class-missing"><failure type="warning"/);
    expect(out).toContain('<testcase classname="loupe.cluster" name="pod-unschedulable"/>');
  });
});
