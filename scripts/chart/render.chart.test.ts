import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { changesObjects } from '@/lib/domain/rights/right';
import { remediations } from '@/lib/remediations/registry.generated';
import type { Rig } from '../../rig/start-rig';
import { chart, HOME, helm, noRig, openRig, type Rendered, render, set } from './stage';

type Values = Readonly<Record<string, string | boolean | number>>;
const noRemediation = Object.fromEntries(remediations.map(({ id }) => [`remediations.${id}`, false]));
const everything: Values = {
  'ingress.enabled': true,
  'ingress.host': 'loupe.example',
  'backup.enabled': true,
  'metrics.enabled': true,
  'metrics.dashboard.enabled': true,
  'nuclio.namespace': 'default',
  'cvat.tokenSecret.name': 'cvat-token',
  'kvrocks.passwordSecret.name': 'kvrocks',
  'admin.existingSecret': 'first-admin',
  'secret.existingSecret': 'loupe-secret',
};
const variants: readonly (readonly [string, Values])[] = [
  ['by default', {}],
  ['with everything on', everything],
  ['with nothing to change', noRemediation],
  ['with one remediation', { ...noRemediation, 'remediations.expand-volume': true }],
  ['in one process', { 'actor.mode': 'in-process' }],
  [
    'with as few rights as it can have',
    { 'rights.exec': false, 'rights.helmRecords': false, 'rights.nodeStats': false, 'rights.otherNamespaces': false, 'rights.longhorn': false },
  ],
];

interface Container {
  readonly name: string;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
  readonly securityContext: object;
}
interface PodSpec {
  readonly serviceAccountName?: string;
  readonly automountServiceAccountToken?: boolean;
  readonly securityContext: object;
  readonly containers: readonly Container[];
  readonly volumes: readonly ({ readonly name: string } & Readonly<Record<string, unknown>>)[];
}

const podOf = (objects: readonly Rendered[], kind = 'Deployment') => {
  const spec = objects.find((object) => object.kind === kind)?.spec as { template: { spec: PodSpec }; jobTemplate: { spec: { template: { spec: PodSpec } } } };
  return kind === 'CronJob' ? spec.jobTemplate.spec.template.spec : spec.template.spec;
};
const rulesOf = (objects: readonly Rendered[]) =>
  objects.flatMap((object) =>
    (object.rules ?? []).flatMap((rule) => rule.resources.map((resource) => ({ in: object.metadata.name, resource, verbs: [...rule.verbs] }))),
  );

describe.skipIf(noRig)('the chart, rendered', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await openRig();
    await rig.kubectl('create', 'namespace', HOME).catch(() => undefined);
  });

  it.each(variants)('%s: passes Helm’s lint and is taken by the API server, object by object', async (_, values) => {
    await helm(rig, 'lint', chart, '--strict', ...set(values));
    const file = path.join(rig.dir, 'run/rendered.yaml');
    writeFileSync(file, await helm(rig, 'template', 'loupe', chart, '--namespace', HOME, '--api-versions', 'longhorn.io/v1beta2', ...set(values)));
    const said = await rig.kubectl('apply', '--dry-run=server', '--validate=strict', '-f', file);
    expect(said).toContain(`deployment.apps/loupe`);
  });

  it.each(variants)('%s: holds no wildcard and nothing that leads to more rights', async (_, values) => {
    for (const { resource, verbs } of rulesOf(await render(rig, values))) {
      expect(['*', 'nodes/proxy', 'serviceaccounts/token', 'roles', 'rolebindings', 'clusterroles']).not.toContain(resource);
      expect(verbs.filter((verb) => ['*', 'escalate', 'bind', 'impersonate'].includes(verb))).toEqual([]);
    }
  });

  it('has no write verb in any role, no second account and no kept token with every remediation off', async () => {
    const objects = await render(rig, noRemediation);
    expect(rulesOf(objects).filter(changesObjects)).toEqual([]);
    expect(objects.filter(({ kind }) => ['ServiceAccount', 'Secret'].includes(kind)).map(({ metadata }) => metadata.name)).toEqual(['loupe-reader']);
    expect(podOf(objects).containers.map(({ name }) => name)).toEqual(['web']);
    expect(podOf(objects).serviceAccountName).toBe('loupe-reader');
  });

  it.each(remediations.map((r) => [r.id, r] as const))('grants %s exactly its rights, where it acts, to the actor alone', async (id, remediation) => {
    const objects = await render(rig, { ...noRemediation, [`remediations.${id}`]: true, 'nuclio.namespace': 'default' });
    const roles = objects.filter((object) => object.kind === 'Role' && object.metadata.name === 'loupe-change');
    const places = { release: 'cvat', models: 'default' };
    expect(roles.map(({ metadata }) => metadata.namespace).sort()).toEqual(remediation.acts.map((place) => places[place]).sort());
    const wanted = remediation.rbac.flatMap((rule) => rule.verbs.map((verb) => `${verb} ${rule.resource}.${rule.apiGroup}`)).sort();
    for (const role of roles) {
      const granted = (role.rules ?? []).flatMap((rule) =>
        rule.resources.flatMap((resource) => rule.verbs.map((verb) => `${verb} ${resource}.${rule.apiGroups[0]}`)),
      );
      expect(granted.sort()).toEqual([...new Set(wanted)]);
    }
    const bindings = objects.filter((object) => object.kind === 'RoleBinding' && object.metadata.name === 'loupe-change');
    expect(new Set(bindings.flatMap(({ subjects = [] }) => subjects.map(({ name }) => name)))).toEqual(new Set(['loupe-actor']));
  });

  it('shows the actor’s token to the actor’s container only, and to the web container the reader’s', async () => {
    const pod = podOf(await render(rig));
    expect(pod).toMatchObject({ serviceAccountName: 'loupe-actor', automountServiceAccountToken: false });
    const projected = pod.volumes.filter((volume) => JSON.stringify(volume).includes('serviceAccountToken')).map(({ name }) => name);
    const mounts = new Map(pod.containers.map(({ name, volumeMounts }) => [name, volumeMounts.map((mount) => mount.name)]));
    expect(projected).toEqual(['pod-token']);
    expect(mounts.get('actor')).toContain('pod-token');
    expect(mounts.get('web')).not.toContain('pod-token');
    expect(pod.volumes.find(({ name }) => name === 'reader-token')).toMatchObject({ secret: { secretName: 'loupe-reader-token' } });
    expect(mounts.get('actor')).not.toContain('reader-token');
  });

  it('runs every container without root, without capabilities, on a file system it cannot write', async () => {
    const objects = await render(rig, everything);
    for (const pod of [podOf(objects), podOf(objects, 'CronJob')]) {
      expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      for (const { name, securityContext } of pod.containers) {
        expect(securityContext, name).toEqual({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
      }
    }
    // The strictest of Kubernetes' own pod security standards takes them.
    const file = path.join(rig.dir, 'run/restricted.yaml');
    writeFileSync(
      file,
      await helm(
        rig,
        'template',
        'loupe',
        chart,
        '--namespace',
        'loupe-restricted',
        ...set({ 'backup.enabled': true }),
        '--show-only',
        'templates/deployment.yaml',
      ),
    );
    await rig.kubectl('create', 'namespace', 'loupe-restricted').catch(() => undefined);
    await rig.kubectl(
      'label',
      '--overwrite',
      'namespace',
      'loupe-restricted',
      'pod-security.kubernetes.io/warn=restricted',
      'pod-security.kubernetes.io/enforce=restricted',
    );
    expect(await rig.kubectl('apply', '--dry-run=server', '--warnings-as-errors', '-f', file)).toContain('deployment.apps/loupe');
    await rig.kubectl('delete', 'namespace', 'loupe-restricted', '--wait=false');
  });

  it('tells page and roles the same about what may be changed', async () => {
    const told = async (values: Values) => podOf(await render(rig, values)).containers[0]?.env?.find(({ name }) => name === 'LOUPE_REMEDIATIONS')?.value;
    expect(await told({})).toBe(remediations.map(({ id }) => id).join(','));
    expect(await told(noRemediation)).toBe('none');
    expect(await told({ ...noRemediation, 'remediations.undo-rollout': true })).toBe('undo-rollout');
  });

  it('refuses what cannot be kept apart, and what does not exist, with the way out', async () => {
    await expect(render(rig, {}, 'cvat')).rejects.toThrow(/namespace of its own .* or set actor\.mode=in-process/);
    await expect(render(rig, { 'nuclio.namespace': HOME })).rejects.toThrow(/the models' namespace/);
    await expect(render(rig, { 'actor.mode': 'in-process' }, 'cvat')).resolves.not.toEqual([]);
    await expect(render(rig, { 'remediations.repair-everything': true })).rejects.toThrow(/no such remediation; there are: align-setting/);
    await expect(render(rig, { 'ingress.enabled': true })).rejects.toThrow(/ingress\.host/);
    await expect(render(rig, { 'rights.secrets': true })).rejects.toThrow(/rights/);
    await expect(render(rig, { logLevel: 'loud' })).rejects.toThrow(/logLevel/);
  });
});
