import type { ServerResponse } from 'node:http';
import { secondsIso } from '../world/object-meta';
import type { ContainerAnswers, LabObject, ObjectStore } from '../world/object-store';
import { answerJson, answerList } from './http-answer';
import { matcherOf } from './list-objects';
import type { RequestInfo } from './request-info';
import { itemJson, objectJson } from './serialize';
import { methodNotAllowed, notFound } from './status-error';

interface Usage {
  readonly cpu?: { readonly usageNanoCores?: number };
  readonly memory?: { readonly workingSetBytes?: number };
}

interface StatsSummary {
  readonly node?: Usage;
  readonly pods?: readonly {
    readonly podRef: { readonly name: string; readonly namespace: string };
    readonly containers?: readonly (Usage & { readonly name: string })[];
  }[];
}

interface MetricsContext {
  readonly store: ObjectStore;
  readonly answers: ContainerAnswers;
}

/** The metrics API: what the kubelets say, in the form the metrics server gives it. Pods no kubelet speaks of have none. */
export function answerMetrics(context: MetricsContext, info: RequestInfo, response: ServerResponse): void {
  const { resource } = info;
  if (!resource.verbs.includes(info.verb)) throw methodNotAllowed();
  const all = resource.plural === 'nodes' ? nodeMetrics(context) : podMetrics(context);
  const objects = all.filter(matcherOf(info));
  if (info.verb === 'list') {
    const head = `{"kind":"${resource.kind}List","apiVersion":"metrics.k8s.io/v1beta1","metadata":{},"items":[`;
    answerList(
      response,
      head,
      objects.map((object) => itemJson(object, false)),
    );
    return;
  }
  const [object] = objects;
  if (!object) throw notFound(resource, info.name as string);
  answerJson(response, 200, objectJson(object));
}

function summaries({ store, answers }: MetricsContext): { node: LabObject; summary: StatsSummary | undefined }[] {
  return store.list('v1/Node').map((node) => ({ node, summary: answers.statsSummary(node.metadata.name) as StatsSummary | undefined }));
}

function nodeMetrics(context: MetricsContext): LabObject[] {
  return summaries(context).flatMap(({ node, summary }) =>
    summary?.node?.cpu ? [{ ...headOf(context, 'NodeMetrics', node), usage: quantities(summary.node) }] : [],
  );
}

function podMetrics(context: MetricsContext): LabObject[] {
  return summaries(context).flatMap(({ summary }) =>
    (summary?.pods ?? []).flatMap(({ podRef, containers = [] }) => {
      const pod = context.store.get('v1/Pod', podRef.namespace, podRef.name);
      if (!pod) return [];
      return [{ ...headOf(context, 'PodMetrics', pod), containers: containers.map((container) => ({ name: container.name, usage: quantities(container) })) }];
    }),
  );
}

function headOf({ store }: MetricsContext, kind: string, { metadata }: LabObject): LabObject {
  const { name, namespace, labels } = metadata;
  const now = secondsIso(store.clock.now());
  return {
    apiVersion: 'metrics.k8s.io/v1beta1',
    kind,
    metadata: { name, ...(namespace !== undefined && { namespace }), ...(labels && { labels }), creationTimestamp: now },
    timestamp: now,
    window: '15s',
  };
}

function quantities({ cpu, memory }: Usage): Record<string, string> {
  return { cpu: `${Math.round(cpu?.usageNanoCores ?? 0)}n`, memory: `${Math.round((memory?.workingSetBytes ?? 0) / 1024)}Ki` };
}
