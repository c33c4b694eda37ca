import { type CheckContext, defineCheck } from '@/lib/checks/check';
import { pullFailureOf, registryOf } from '@/lib/checks/shared/image-pull-class';
import { podChain } from '@/lib/checks/shared/pod-chain';
import { servingOf } from '@/lib/checks/shared/serving';
import { witness } from '@/lib/checks/shared/witness';
import { earliest, groupByWorkload, isLive, type WorkloadGroup } from '@/lib/checks/shared/workload-groups';
import { roleOf, severityOf } from '@/lib/checks/shared/workload-role';
import type { EventFact } from '@/lib/domain/facts/cluster';
import type { ContainerFact, PodFact } from '@/lib/domain/facts/pod';
import { findCondition } from '@/lib/domain/facts/template';
import type { FindingDraft } from '@/lib/domain/finding';
import { say } from '@/lib/domain/text';
import { verdictOf } from '@/lib/domain/verdict';

const ID = 'image-pull-failure';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);
const REASONS = new Set(['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName', 'ErrImageNeverPull', 'RegistryUnavailable']);

interface Seen {
  readonly pod: PodFact;
  readonly container: ContainerFact;
  /** The registry's own words, from events; the container's state often only says that it waits. */
  readonly events: readonly EventFact[];
}

/** Images that cannot be pulled, by class: each has another cure, and trying again makes one of them worse. One finding per workload. */
export const imagePullFailure = defineCheck({
  id: ID,
  area: 'cluster',
  needs: ['pods'],
  mayUse: ['events'],
  toleratedMisses: 0,
  evaluate({ pods, events }, ctx) {
    const told = events.status === 'known' ? events.data : [];
    const seen = pods
      .filter((pod) => isLive(pod) && ctx.now - Date.parse(pod.createdAt) >= ctx.thresholds.pendingPullSeconds * 1000)
      .flatMap((pod) =>
        pod.containers
          .filter((c) => c.state.kind === 'waiting' && REASONS.has(c.state.reason ?? ''))
          .map(
            (container): Seen => ({
              pod,
              container,
              events: told.filter((e) => e.subject.name === pod.name && e.reason === 'Failed' && concerns(e, container)),
            }),
          ),
      );
    return verdictOf(groupByWorkload(seen).map((group) => draft(group, pods, ctx)));
  },
});

function concerns(event: EventFact, container: ContainerFact): boolean {
  return event.subject.container === undefined || event.subject.container.includes(container.name);
}

function draft(group: WorkloadGroup<Seen>, pods: readonly PodFact[], ctx: CheckContext): FindingDraft {
  const [first] = group.members as [Seen];
  const { image } = first.container;
  const texts = group.members.flatMap((m) => [m.container.state.message ?? '', ...m.events.map((e) => e.message)]);
  const cause = pullFailureOf(first.container.state.reason ?? '', image, texts);
  const role = roleOf(first.pod.labels);
  const serving = servingOf(first.pod, pods);
  const since = earliest(group.members.map(({ pod }) => findCondition(pod.conditions, 'Ready')?.lastTransitionAt ?? pod.createdAt));
  const params = { workload: group.ref.name, image, registry: registryOf(image), pods: group.members.length };
  const seen = witness(ID, ctx);
  return {
    checkId: ID,
    subject: group.ref,
    severity: severityOf(role, serving.ready === 0),
    title: text(`title.${cause}`, params),
    summary: text(`summary.${cause}`, params),
    evidence: group.members.flatMap(({ pod, container, events }) => [
      seen('pods', 'state', [container.state.reason, container.state.message].filter(Boolean).join(': '), {
        bad: true,
        from: `pods/${pod.name}, container ${container.name}`,
      }),
      seen('pods', 'image', container.image, { from: `pods/${pod.name}` }),
      ...events.slice(-2).map((e) => seen('events', 'registry', e.message, { from: `pods/${pod.name}`, at: e.lastAt })),
    ]),
    chain: podChain({ broken: { label: text('chain.pull'), value: text(`chain.${cause}`, params) }, serving, role }),
    falseIf: text('falseIf'),
    ...(since ? { since } : {}),
    hints: {
      namespace: first.pod.namespace,
      workloadKind: group.ref.kind,
      workload: group.ref.name,
      container: first.container.name,
      image,
      registry: params.registry,
      cause,
    },
  };
}
