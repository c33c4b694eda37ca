import { execFile } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRights } from '@/lib/domain/rights/read-rights';
import { changesObjects, type RightPlace, writeVerbs } from '@/lib/domain/rights/right';
import { remediations } from '@/lib/remediations/registry.generated';
import type { Rig } from '../../rig/start-rig';
import { chart, HOME, helm, noRig, openRig, set } from './stage';

const MODELS = 'default';
const namespaces = ['cvat', MODELS, 'longhorn-system', 'kube-system', HOME];
/** An account nobody granted anything: what it may do, everybody who is signed in may do. */
const NOBODY = 'nobody';

type Rights = ReadonlySet<string>;

/** What the API server says an account may do to objects of a namespace (and of the cluster), as `verb resource.group`. */
async function heldBy(rig: Rig, account: string, namespace: string): Promise<Rights> {
  const review = JSON.stringify({ apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace } });
  const kubeconfig = await rig.accountKubeconfig(HOME, account);
  const answer = await new Promise<string>((resolve, reject) => {
    const child = execFile(
      path.join(rig.dir, 'bin/kubectl'),
      ['--kubeconfig', kubeconfig, 'create', '--validate=false', '-f', '-', '-o', 'json'],
      (error, stdout) => (error ? reject(error) : resolve(stdout)),
    );
    child.stdin?.end(review);
  });
  const { status } = JSON.parse(answer) as {
    status: { evaluationError?: string; resourceRules: { verbs: string[]; apiGroups: string[]; resources: string[]; resourceNames?: string[] }[] };
  };
  // Only the authoriser of kubelets cannot list its rules: it grants to nodes and to nobody else.
  expect(status.evaluationError ?? 'node').toMatch(/^node/i);
  return new Set(
    status.resourceRules.flatMap(({ verbs, apiGroups, resources }) =>
      apiGroups.flatMap((group) => resources.flatMap((resource) => verbs.map((verb) => `${verb} ${resource}.${group}`))),
    ),
  );
}

/** What the code says it needs in a namespace: rights of the cluster hold in each. */
function wanted(places: readonly RightPlace[], which: 'read' | 'act'): string[] {
  const reading = readRights.filter(
    (right) => right.option !== 'portForward' && (which === 'act' || right.heldBy !== 'actor') && right.places.some((place) => places.includes(place)),
  );
  const acting = which === 'act' ? remediations.filter((r) => r.acts.some((place) => places.includes(place))).flatMap((r) => r.rbac) : [];
  return [...reading, ...acting].flatMap((rule) => rule.verbs.map((verb) => `${verb} ${rule.resource}.${rule.apiGroup}`));
}

const placesOf: Readonly<Record<string, readonly RightPlace[]>> = {
  cvat: ['release', 'cluster'],
  [MODELS]: ['models', 'default', 'cluster'],
  'longhorn-system': ['longhorn', 'cluster'],
  'kube-system': ['cluster'],
  [HOME]: ['cluster'],
};
const sorted = (rights: Iterable<string>) => [...new Set(rights)].sort();

/** `yes` or `no`, as kubectl says it of the reader; its exit code says the same. */
async function mayReader(rig: Rig, ...question: string[]): Promise<string> {
  const asked = rig.kubectl('--as', `system:serviceaccount:${HOME}:loupe-reader`, 'auth', 'can-i', ...question);
  return (await asked.catch((error: { stdout?: string }) => error.stdout ?? '')).trim();
}

describe.skipIf(noRig)('the accounts of the chart, as the API server sees them', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await openRig();
    await rig.kubectl('create', 'namespace', HOME).catch(() => undefined);
    await helm(rig, 'uninstall', 'loupe', '--namespace', HOME, '--wait', '--ignore-not-found');
    await helm(rig, 'install', 'loupe', chart, '--namespace', HOME, ...set({ 'nuclio.namespace': MODELS }));
    await rig.kubectl('-n', HOME, 'create', 'serviceaccount', NOBODY).catch(() => undefined);
  });
  afterAll(async () => {
    await rig.kubectl('-n', HOME, 'delete', 'serviceaccount', NOBODY);
    await helm(rig, 'uninstall', 'loupe', '--namespace', HOME, '--wait');
  });

  it.each(namespaces)('hold in %s exactly what the code says it needs, the reader and the actor', async (namespace) => {
    const everybody = await heldBy(rig, NOBODY, namespace);
    const places = placesOf[namespace] ?? [];
    expect(sorted(await heldBy(rig, 'loupe-reader', namespace))).toEqual(sorted([...everybody, ...wanted(places, 'read')]));
    expect(sorted(await heldBy(rig, 'loupe-actor', namespace))).toEqual(sorted([...everybody, ...wanted(places, 'act')]));
  });

  it('gives the reader no verb that changes an object, anywhere', async () => {
    for (const namespace of namespaces) {
      const everybody = await heldBy(rig, NOBODY, namespace);
      const own = [...(await heldBy(rig, 'loupe-reader', namespace))].filter((right) => !everybody.has(right));
      const changing = own.filter((right) => {
        const [verb = '', resource = ''] = right.split(' ');
        return changesObjects({ verbs: [verb], resource: resource.slice(0, resource.indexOf('.')) });
      });
      expect(changing, namespace).toEqual([]);
    }
    for (const verb of writeVerbs) {
      for (const resource of [
        'deployments.apps',
        'pods',
        'secrets',
        'persistentvolumeclaims',
        'nucliofunctions.nuclio.io',
        'rolebindings.rbac.authorization.k8s.io',
      ]) {
        expect(await mayReader(rig, verb, resource, '-n', 'cvat'), `${verb} ${resource}`).toBe('no');
      }
    }
  });

  it('lets the reader run nothing in a container of the installation', async () => {
    for (const namespace of ['cvat', MODELS]) expect(await mayReader(rig, 'create', 'pods', '--subresource=exec', '-n', namespace), namespace).toBe('no');
  });

  it('keeps the reader out of Loupe’s own namespace: not its Secrets, not its containers, not the actor’s tokens', async () => {
    for (const question of [
      ['get', 'secrets'],
      ['create', 'pods', '--subresource=exec'],
      ['create', 'serviceaccounts', '--subresource=token'],
      ['get', 'pods', '--subresource=log'],
    ])
      expect(await mayReader(rig, ...question, '-n', HOME), question.join(' ')).toBe('no');
  });
});
