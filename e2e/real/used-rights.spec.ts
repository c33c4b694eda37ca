import type { AuditedRequest } from '../../rig/audit-log';
import { changedTheCluster } from '../../rig/audit-log';
import { accounts } from './accounts';
import { expect, noRig, test } from './fixtures';
import { grantedTo, type Right, rightsOf } from './granted';
import { NEIGHBOUR, neighboursBefore, neighboursNow } from './neighbours';
import { MINUTE, NAMESPACE } from './stage';

/**
 * Granted, and never used here, for a reason:
 *
 * - `create` on pods/exec and pods/portforward: Kubernetes asks for it since 1.35, but its audit log names these requests by their method, `get`.
 * - `list` on what is watched: this server sends its objects as the beginning of a watch; one that does not (before 1.32) is asked for pages.
 * - `get nodes/stats`: asked of the kubelets themselves, which ask the API server in their own name; simulated kubelets have no statistics.
 * - StatefulSets, and reading one pod and deleting it: how restart-workload restarts a StatefulSet, or its pod that is not ready. The journey restarts a Deployment.
 * - Jobs to get and delete: release-stuck-build where the build's Job still runs. In the journey it has gone.
 */
const neverUsedHere: readonly RegExp[] = [
  / create pods\/(exec|portforward)$/,
  / list /,
  / get nodes\/stats$/,
  / (get|patch) apps\/statefulsets$/,
  / (get|delete) pods$/,
  / (get|delete) batch\/jobs$/,
];

/** What everybody who is signed in may do, by Kubernetes' own roles. */
const everybodys = new Set<Right>(['* create authorization.k8s.io/selfsubjectaccessreviews', '* create authentication.k8s.io/selfsubjectreviews']);

test.describe('what the accounts did, by the API server’s own audit log', () => {
  test.skip(Boolean(noRig), noRig);
  test.describe.configure({ mode: 'serial', timeout: 3 * MINUTE });
  let requests: readonly AuditedRequest[] = [];
  let repaired: readonly string[] = [];

  test.beforeAll(async ({ rig, loupe, console: page }) => {
    const answer = await page.request.get('/api/audit?event=run-outcome&outcome=verified&limit=200');
    const { entries } = (await answer.json()) as { entries: { event: string; outcome?: string; remediationId?: string }[] };
    repaired = entries.filter(({ event, outcome }) => event === 'run-outcome' && outcome === 'verified').map(({ remediationId }) => remediationId ?? '');
    // A watch stands in the log when it has ended.
    await loupe.kill();
    await expect
      .poll(
        async () => {
          requests = (await rig.auditLog.since(0)).filter(({ user }) => Object.values(accounts).includes(user));
          return requests.some(({ verb, resource }) => verb === 'watch' && resource === 'nucliofunctions');
        },
        { timeout: MINUTE },
      )
      .toBe(true);
  });

  test('nothing was asked for that is not granted', async ({ rig }) => {
    for (const user of Object.values(accounts)) {
      const granted = await grantedTo(rig, user);
      // Refused or not. (An API server that has just started refuses for a moment what it grants: it has not read its roles yet.)
      const beyond = requests.filter(
        (one) => one.user === user && rightsOf(one).length > 0 && !rightsOf(one).some((right) => granted.has(right) || everybodys.has(right)),
      );
      expect([...new Set(beyond.flatMap(rightsOf))], `${user} used without a grant of its own`).toEqual([]);
    }
  });

  test('nothing is granted that was never used', async ({ rig }) => {
    test.skip(new Set(repaired).size < 12, 'only a whole run uses every right: repairs.spec.ts has not run, or not all of it');
    // Both accounts hold the same role to read, and one of them another to change: what neither used, nobody needs.
    const used = new Set(requests.filter(({ code }) => code !== 403).flatMap(rightsOf));
    const granted = (await Promise.all(Object.values(accounts).map((user) => grantedTo(rig, user)))).flatMap((rights) => [...rights]);
    expect(
      [...new Set(granted)].filter((right) => !used.has(right) && !neverUsedHere.some((pattern) => pattern.test(right))),
      'held and never used',
    ).toEqual([]);
  });

  test('nothing was changed outside the installation: not the neighbour that looks like it, nor anything of the cluster itself', async ({ rig }) => {
    const changes = requests.filter(changedTheCluster);
    expect(changes.filter(({ namespace }) => namespace !== NAMESPACE).map(({ verb, uri }) => `${verb} ${uri}`)).toEqual([]);
    expect(requests.filter(({ namespace, verb }) => namespace === NEIGHBOUR && verb !== 'watch' && verb !== 'list')).toEqual([]);
    expect(await neighboursNow(rig)).toEqual(neighboursBefore(rig));
  });
});
