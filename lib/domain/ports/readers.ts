import type { Part } from '@/lib/domain/part';
import type { RbacRule } from '@/lib/domain/plan';
import type { ChartValues } from '@/lib/domain/ports/helm';
import type { ResourceRef } from '@/lib/domain/resource-ref';
import type { SnapshotData, SnapshotPart } from '@/lib/domain/snapshot';

/** A live object as the API server has it, without managedFields. */
export interface LiveObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly generation?: number;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** What plan and verification may ask. Every answer is read now, past all caches. */
export interface Readers {
  /** Fresh reads of the named parts; a part that cannot be read comes back unknown. */
  collect<P extends SnapshotPart>(parts: readonly P[]): Promise<{ readonly [K in P]: Part<SnapshotData[K]> }>;
  /** The object, or undefined when it is not there. Throws cluster-* codes. Secrets are refused. */
  object(ref: ResourceRef): Promise<LiveObject | undefined>;
  /** The function with its whole spec, as the custom resource has it. */
  functionObject(namespace: string, name: string): Promise<LiveObject | undefined>;
  /** SelfSubjectAccessReview for each verb. */
  mayDo(rule: RbacRule, namespace: string | undefined): Promise<'yes' | 'no' | 'unknown'>;
  /** The release's values as set by people, where its Secret is readable. */
  chartValues(): Promise<ChartValues | undefined>;
}
