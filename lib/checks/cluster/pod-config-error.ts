import { type CheckContext, defineCheck } from '@/lib/checks/check';
import { type ConfigError, numericUserOf, readConfigError } from '@/lib/checks/shared/config-error';
import { podChain } from '@/lib/checks/shared/pod-chain';
import { servingOf } from '@/lib/checks/shared/serving';
import { refOfRelease, skewOf } from '@/lib/checks/shared/version-skew';
import { witness } from '@/lib/checks/shared/witness';
import { earliest, groupByWorkload, isLive, type WorkloadGroup } from '@/lib/checks/shared/workload-groups';
import { roleOf, severityOf } from '@/lib/checks/shared/workload-role';
import type { ContainerFact, PodFact } from '@/lib/domain/facts/pod';
import { findCondition } from '@/lib/domain/facts/template';
import type { FindingDraft } from '@/lib/domain/finding';
import type { ResourceRef } from '@/lib/domain/resource-ref';
import { say } from '@/lib/domain/text';
import { verdictOf } from '@/lib/domain/verdict';

const ID = 'pod-config-error';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);

interface Seen {
  readonly pod: PodFact;
  readonly container: ContainerFact;
}

/** Containers the kubelet refuses to create: a user it cannot verify, or a Secret, ConfigMap or key that is not there. One finding per workload. */
export const podConfigError = defineCheck({
  id: ID,
  area: 'cluster',
  needs: ['pods'],
  mayUse: ['workloads', 'helmRelease'],
  toleratedMisses: 0,
  evaluate({ pods, workloads, helmRelease }, ctx) {
    const seen = pods
      .filter(isLive)
      .flatMap((pod) => pod.containers.filter((c) => c.state.reason === 'CreateContainerConfigError').map((container): Seen => ({ pod, container })));
    const release = helmRelease.status === 'known' ? helmRelease.data : undefined;
    const skew = release && workloads.status === 'known' ? skewOf(release, workloads.data) : undefined;
    return verdictOf(
      groupByWorkload(seen).map((group) => {
        const skewed = skew?.side === 'images-older' && skew.odd.some((o) => o.workload.name === group.ref.name);
        return draft(group, pods, skewed && release ? refOfRelease(release) : undefined, ctx);
      }),
    );
  },
});

function draft(group: WorkloadGroup<Seen>, pods: readonly PodFact[], skewedRelease: ResourceRef | undefined, ctx: CheckContext): FindingDraft {
  const [first] = group.members as [Seen];
  const message = first.container.state.message ?? '';
  const error = readConfigError(message);
  const role = roleOf(first.pod.labels);
  const serving = servingOf(first.pod, pods);
  const seen = witness(ID, ctx);
  const since = earliest(group.members.map(({ pod }) => findCondition(pod.conditions, 'Ready')?.lastTransitionAt ?? pod.createdAt));
  const params = { workload: group.ref.name, pods: group.members.length, ...paramsOf(error) };
  return {
    checkId: ID,
    subject: group.ref,
    severity: severityOf(role, serving.ready === 0),
    title: text(`title.${error.kind}`, params),
    summary: text(`summary.${error.kind}`, params),
    evidence: [
      ...group.members.map(({ pod, container }) =>
        seen('pods', 'message', container.state.message || '(no message)', { bad: true, from: `pods/${pod.name}, container ${container.name}` }),
      ),
      seen('pods', 'image', first.container.image, { from: `pods/${first.pod.name}` }),
      ...(error.kind === 'named-user' ? [seen('pods', 'expectedUser', error.user, { expected: numericUserOf(error.user) ?? '<uid>', from: 'image' })] : []),
    ],
    chain: podChain({ broken: { label: text('chain.create'), value: text(`chain.${error.kind}`, params) }, serving, role }),
    falseIf: text('falseIf'),
    ...(skewedRelease && error.kind === 'named-user' ? { causedBy: { subject: skewedRelease, checkId: 'chart-image-skew' } } : {}),
    ...(since ? { since } : {}),
    hints: hintsOf(group.ref, first, error),
  };
}

function paramsOf(error: ConfigError): Record<string, string> {
  switch (error.kind) {
    case 'named-user':
      return { user: error.user };
    case 'secret-missing':
    case 'config-map-missing':
      return { name: error.name };
    case 'key-missing':
      return { name: error.name, object: error.object };
    default:
      return {};
  }
}

function hintsOf(ref: ResourceRef, { pod, container }: Seen, error: ConfigError): Record<string, string> {
  const user = error.kind === 'named-user' ? numericUserOf(error.user) : undefined;
  return {
    namespace: pod.namespace,
    workloadKind: ref.kind,
    workload: ref.name,
    container: container.name,
    cause: error.kind,
    ...(error.kind === 'named-user' ? { user: error.user } : {}),
    ...(user ? { runAsUser: user } : {}),
  };
}
