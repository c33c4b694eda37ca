import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import lock from '../package-lock.json';
import { programs } from './bundle-programs';
import { nativePackage } from './native-package';
import { frugal, nodeFlags } from './run/app';

const root = path.join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** The instructions of a Dockerfile, continued lines joined, stage by stage. */
function stagesOf(text: string): readonly (readonly Instruction[])[] {
  const lines = text
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const instructions = lines.map((line) => ({ name: line.slice(0, line.indexOf(' ')), rest: line.slice(line.indexOf(' ') + 1) }));
  const starts = instructions.flatMap(({ name }, i) => (name === 'FROM' ? [i] : []));
  return starts.map((start, i) => instructions.slice(start, starts[i + 1]));
}

const stages = stagesOf(read('Dockerfile'));
const last = stages.at(-1) ?? [];
const ignored = read('.dockerignore').split('\n');
const allowed = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));

describe('the image', () => {
  it('is built in stages, of which the last runs nothing: it needs no emulation for another architecture', () => {
    expect(stages).toHaveLength(3);
    expect(last.filter(({ name }) => name === 'RUN' || name === 'ADD')).toEqual([]);
    expect(stages.map((stage) => stage[0]?.rest)).toEqual(['--platform=$BUILDPLATFORM $NODE_IMAGE AS build', 'build AS app', '$NODE_IMAGE']);
  });

  it('runs as a user with a number and without rights, says when it is ill, and starts what the chart starts', () => {
    const get = (name: string) => last.filter((instruction) => instruction.name === name).map(({ rest }) => rest);
    expect(get('USER')).toEqual(['10001:10001']);
    expect(last.findIndex(({ name }) => name === 'USER')).toBeGreaterThan(last.findLastIndex(({ name }) => name === 'COPY'));
    expect(get('ENV')[0]?.split(' ')).toEqual(
      expect.arrayContaining([`NODE_OPTIONS=${nodeFlags.join(' ')}`, ...Object.entries(frugal).map(([name, value]) => `${name}=${value}`)]),
    );
    expect(get('HEALTHCHECK')[0]).toContain('/healthz');
    expect(existsSync(path.join(root, 'app/healthz/route.ts'))).toBe(true);
    expect([get('ENTRYPOINT'), get('CMD')]).toEqual([['["node"]'], ['["server.js"]']]);
    const templates = ['deployment', 'backup'].map((name) => read(`charts/loupe/templates/${name}.yaml`)).join('\n');
    const started = [...templates.matchAll(/args: \[([a-z-]+)\.mjs/g)].map((match) => match[1]);
    expect(started).toEqual(['actor', 'backup']);
    expect(programs).toEqual(expect.arrayContaining(started));
    for (const name of started) expect(existsSync(path.join(root, `scripts/${name}.ts`)), name).toBe(true);
  });

  it('takes one Node for all, at least the one the package asks for, and no moving tag', () => {
    const [, major = ''] = /NODE_IMAGE=node:(\d+)-/.exec(read('Dockerfile')) ?? [];
    expect(Number(major)).toBeGreaterThanOrEqual(20);
    expect(read('Dockerfile')).not.toContain(':latest');
  });

  it('finds the native part of both architectures in the lock file, and none of another', () => {
    expect(['amd64', 'arm64'].map((cpu) => nativePackage(lock, cpu)?.name)).toEqual(['@libsql/linux-x64-gnu', '@libsql/linux-arm64-gnu']);
    expect(nativePackage(lock, 'riscv64')).toBeUndefined();
  });

  it('carries no secret into a layer, and nothing of a working copy to the builder', () => {
    expect(read('Dockerfile')).not.toMatch(/(ARG|ENV) \w*(TOKEN|PASSWORD|SECRET)/i);
    expect(ignored.filter((line) => line !== '' && !line.startsWith('#'))[0]).toBe('*');
    for (const name of ['data', '.lab', '.git', 'node_modules', '.next', 'generated', 'test-results']) expect(allowed).not.toContain(name);
  });

  it('gives the builder what it copies', () => {
    const copied = (stages[0] ?? []).filter(({ name }) => name === 'COPY').flatMap(({ rest }) => rest.split(' ').slice(0, -1));
    for (const source of copied.filter((name) => name !== '.')) {
      expect(existsSync(path.join(root, source)), source).toBe(true);
      expect(allowed).toContain(source.replace(/^\.\//, ''));
    }
    expect(allowed.filter((name) => name !== 'public' && !existsSync(path.join(root, name)))).toEqual([]);
  });
});

describe('the release', () => {
  const workflow = parse(read('.github/workflows/release.yml')) as {
    permissions: object;
    jobs: Record<string, { needs?: string; permissions: object; steps: { uses?: string; run?: string; with?: Record<string, unknown> }[] }>;
  };
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  it('uses actions by the hash of a commit, and grants each job only what it needs', () => {
    const uses = steps.flatMap((step) => step.uses ?? []);
    expect(uses.length).toBeGreaterThan(4);
    for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    expect(workflow.permissions).toEqual({});
    for (const job of Object.values(workflow.jobs)) expect(job.permissions).toBeDefined();
  });

  it('tests first, then builds for both architectures with bill of materials and provenance, then the chart of that image', () => {
    expect(Object.entries(workflow.jobs).map(([name, { needs }]) => [name, needs])).toEqual([
      ['test', undefined],
      ['image', 'test'],
      ['chart', 'image'],
    ]);
    const build = steps.find((step) => step.uses?.startsWith('docker/build-push-action@'));
    expect(build?.with).toMatchObject({ platforms: 'linux/amd64,linux/arm64', sbom: true, provenance: 'mode=max', push: true });
  });

  it('never puts what others may have written into a shell line', () => {
    for (const { run = '' } of steps) expect(run).not.toMatch(/\$\{\{/);
  });

  it('finds in the values the two lines it writes the image into', () => {
    const values = read('charts/loupe/values.yaml');
    expect(values.match(/^ {2}repository: loupe$/gm)).toHaveLength(1);
    expect(values.match(/^ {2}digest: ""$/gm)).toHaveLength(1);
  });
});
