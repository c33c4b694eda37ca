import 'server-only';
import type { EventFact } from '@/lib/domain/facts/cluster';
import type { ClusterFeeds, ObjectFeed } from '@/lib/domain/ports/cluster-feeds';
import type { ChangeRecord } from '@/lib/domain/ports/stores';
import type { ResourceRef } from '@/lib/domain/resource-ref';
import { say } from '@/lib/domain/text';
import { type Described, describeClaim, describeFunction, describeNode, describePod, describeWorkload } from '@/lib/server/changes/describe-change';

export type ObservedChange = Omit<ChangeRecord, 'id' | 'at'> & { readonly at?: string };

/** More in one go is a re-list or a storm: the rest is left out rather than flood the page. */
const MAX_AT_ONCE = 50;

/**
 * Tells what changes in the cluster from now on. What is there at the first complete read is no change; after a silence, what differs from before is.
 */
export function watchChanges(feeds: ClusterFeeds, onChanges: (changes: readonly ObservedChange[]) => void): void {
  watchFeed(
    feeds.workloads,
    (w) => ({ kind: w.kind, apiVersion: 'apps/v1', namespace: w.namespace, name: w.name }),
    (w) => `${w.kind}/${w.namespace}/${w.name}`,
    describeWorkload,
    onChanges,
  );
  watchFeed(feeds.claims, (c) => ({ kind: 'PersistentVolumeClaim', apiVersion: 'v1', namespace: c.namespace, name: c.name }), keyOf, describeClaim, onChanges);
  watchFeed(
    feeds.functions,
    (f) => ({ kind: 'NuclioFunction', apiVersion: 'nuclio.io/v1beta1', namespace: f.namespace, name: f.name }),
    keyOf,
    describeFunction,
    onChanges,
  );
  watchFeed(
    feeds.nodes,
    (n) => ({ kind: 'Node', apiVersion: 'v1', name: n.name }),
    (n) => n.name,
    describeNode,
    onChanges,
  );
  watchFeed(feeds.pods, (p) => ({ kind: 'Pod', apiVersion: 'v1', namespace: p.namespace, name: p.name }), keyOf, describePod, onChanges);
  watchEvents(feeds.events, onChanges);
}

function keyOf(object: { readonly namespace: string; readonly name: string }): string {
  return `${object.namespace}/${object.name}`;
}

function watchFeed<T>(
  feed: ObjectFeed<T>,
  refOf: (object: T) => ResourceRef,
  keyOfObject: (object: T) => string,
  describe: (before: T | undefined, after: T | undefined) => Described | undefined,
  onChanges: (changes: readonly ObservedChange[]) => void,
): void {
  let before: Map<string, T> | undefined;
  feed.subscribe(({ changed, gone }) => {
    if (!before) {
      if (feed.state.status === 'live') before = new Map(feed.objects);
      return;
    }
    const found: ObservedChange[] = [];
    const note = (subject: ResourceRef, described: Described | undefined) => {
      if (described) found.push({ kind: 'object', subject, ...described });
    };
    for (const object of changed) {
      const key = keyOfObject(object);
      note(refOf(object), describe(before.get(key), object));
      before.set(key, object);
    }
    for (const key of gone) {
      const object = before.get(key);
      if (object) note(refOf(object), describe(object, undefined));
      before.delete(key);
    }
    if (found.length > 0) onChanges(found.slice(0, MAX_AT_ONCE));
  });
}

/** Warnings only, and each repeated one once: Kubernetes counts repetitions itself. */
function watchEvents(feed: ObjectFeed<EventFact>, onChanges: (changes: readonly ObservedChange[]) => void): void {
  let seen: Set<string> | undefined;
  feed.subscribe(({ changed }) => {
    if (!seen) {
      if (feed.state.status === 'live') seen = new Set([...feed.objects.values()].map((event) => event.uid));
      return;
    }
    const fresh = changed.filter((event) => event.type === 'Warning' && !seen?.has(event.uid));
    for (const event of changed) seen.add(event.uid);
    if (seen.size > 20_000) seen = new Set([...feed.objects.values()].map((event) => event.uid));
    if (fresh.length > 0) onChanges(fresh.slice(0, MAX_AT_ONCE).map(eventChange));
  });
}

function eventChange({ namespace, subject, reason, message, lastAt }: EventFact): ObservedChange {
  return {
    kind: 'event',
    at: lastAt,
    subject: { kind: subject.kind, namespace, name: subject.name },
    text: say('changes.event', { reason, message: message.slice(0, 300) }),
    tone: 'warn',
  };
}
