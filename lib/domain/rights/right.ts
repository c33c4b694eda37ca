import type { RbacRule } from '@/lib/domain/plan';
import type { SnapshotPart } from '@/lib/domain/snapshot';

/** Where a right is granted: CVAT's namespace, the models', Longhorn's, `default` (for the API server's own address), or in no namespace at all. */
export const rightPlaces = ['release', 'models', 'longhorn', 'default', 'cluster'] as const;
export type RightPlace = (typeof rightPlaces)[number];

/** Namespaces a remediation may act in. Where CVAT and its models share one, they are the same. */
export type ActingPlace = Extract<RightPlace, 'release' | 'models'>;

/** Parts of the reading rights that can be switched off one by one, each at a price. The names are those of the chart's values. */
export const rightOptions = ['exec', 'helmRecords', 'nodeStats', 'otherNamespaces', 'longhorn', 'portForward'] as const;
export type RightOption = (typeof rightOptions)[number];

/** One right that seeing needs, and what for: nothing is asked for that does not name its use. */
export interface ReadRight extends RbacRule {
  readonly places: readonly RightPlace[];
  /** Parts of the snapshot that are empty or poorer without it; their checks follow from these. */
  readonly fills: readonly SnapshotPart[];
  /** What it is used for, in words for the table of rights. */
  readonly use: string;
  readonly option?: RightOption;
  /** Held by the account that changes things alone, where there is one of its own: the process that faces browsers asks it. */
  readonly heldBy?: 'actor';
}

/** Verbs that change objects of the API. `create` on exec, port-forward and access reviews makes no object and is judged apart. */
export const writeVerbs: readonly string[] = ['create', 'update', 'patch', 'delete', 'deletecollection'];

/** Subresources and reviews that are asked by `create` and leave no object behind. */
const asking: readonly string[] = ['pods/exec', 'pods/portforward', 'selfsubjectaccessreviews', 'selfsubjectreviews'];

/** Whether somebody who holds the rule can change, make or delete an object of the API. */
export function changesObjects(rule: Pick<RbacRule, 'resource' | 'verbs'>): boolean {
  return !asking.includes(rule.resource) && rule.verbs.some((verb) => writeVerbs.includes(verb));
}
