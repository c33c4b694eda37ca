import type { Installation } from '@/lib/domain/installation';
import { namespaceOf } from '@/lib/domain/rights/namespace-of';
import { readRights } from '@/lib/domain/rights/read-rights';
import type { ReadRight } from '@/lib/domain/rights/right';
import type { SourceRow } from '@/lib/domain/rows/topics';
import { type FacetId, facetOf, facets } from '@/lib/domain/setup/facets';
import { grantCommands, type PlacedRight, resourceName } from '@/lib/domain/setup/grant-commands';
import type { Held, SetupRow, SetupState } from '@/lib/domain/setup/setup-row';
import { say } from '@/lib/domain/text';

export interface FacetInput {
  readonly installation: Installation | undefined;
  /** Rows of the topic `sources`. */
  readonly sources: readonly SourceRow[];
  /** Whether the right is held there, as the API server was last asked. */
  readonly held: (right: PlacedRight) => Held;
  /** User name of Loupe's account, as the API server knows it. */
  readonly account: string | undefined;
  /** User name of the account that changes things, where it is another one; undefined while it is not known. */
  readonly actorAccount?: { readonly name: string | undefined };
  /** Inside the cluster Services answer by name, and nothing is forwarded. */
  readonly isInCluster: boolean;
}

type HeldRight = PlacedRight & { readonly rule: ReadRight; readonly held: Held };

/** One row for each piece of what the API server gives. */
export function facetRows(input: FacetInput): readonly SetupRow[] {
  return facets.filter(({ id }) => id !== 'forward' || !input.isInCluster).map(({ id, parts }) => facetRow(id, parts, input));
}

function facetRow(id: FacetId, parts: readonly string[], input: FacetInput): SetupRow {
  const rights = rightsOf(id, input);
  const missing = rights.filter((right) => right.held === 'no');
  const rows = input.sources.filter((source) => parts.includes(source.id));
  const state = stateOf(id, rows, rights);
  const asOf = rows.flatMap((row) => row.asOf ?? []).sort()[0];
  return {
    ...{ id, group: 'kubernetes', name: say(`setup.facets.${id}.name`), gives: say(`setup.facets.${id}.gives`), state },
    ...(asOf ? { asOf } : {}),
    rights: rights.map((right) => ({ name: nameOf(right), held: right.held })),
    ...(state === 'unused' ? {} : lacking(missing, rows)),
    commands: state === 'unused' ? [] : grantsFor(id, missing, input),
  };
}

function rightsOf(id: FacetId, { installation, held }: FacetInput): HeldRight[] {
  if (!installation) return [];
  const placed = readRights
    .filter((right) => facetOf(right) === id)
    .flatMap((right) => right.places.map((place) => ({ rule: right, namespace: right.namespaced ? namespaceOf(installation, place) : undefined })));
  // CVAT and its models often share one namespace: then the same right is named once.
  const distinct = new Map(placed.map((right) => [nameOf(right), right]));
  return [...distinct.values()].map((right) => ({ ...right, held: held(right) }));
}

/** To whom a right is granted: a few are the actor's, where that has an account of its own. */
function grantsFor(id: FacetId, missing: readonly HeldRight[], { account, actorAccount }: FacetInput): readonly string[] {
  const isActors = ({ rule }: HeldRight) => actorAccount !== undefined && rule.heldBy === 'actor';
  return [
    ...grantCommands(
      `loupe-see-${id}`,
      missing.filter((right) => !isActors(right)),
      account,
    ),
    ...grantCommands(`loupe-ask-${id}`, missing.filter(isActors), actorAccount?.name),
  ];
}

/** `list, watch deployments.apps · cvat`; without a namespace it is a right in the cluster as a whole. */
function nameOf({ rule, namespace }: PlacedRight): string {
  const name = `${rule.verbs.join(', ')} ${resourceName(rule)}`;
  return namespace === undefined ? name : `${name} · ${namespace}`;
}

function stateOf(id: FacetId, rows: readonly SourceRow[], rights: readonly HeldRight[]): SetupState {
  const has = (state: SourceRow['state']) => rows.some((row) => row.state === state);
  // Where there is no Longhorn, its right is not missed.
  if (id === 'longhorn' && has('not-configured')) return 'unused';
  const lacks = rights.some((right) => right.held === 'no');
  if (has('denied') || lacks) return rows.some((row) => row.state === 'live') || rights.some((right) => right.held === 'yes') ? 'partial' : 'denied';
  if (has('unreachable')) return 'unreachable';
  if (has('stale')) return 'stale';
  if (rows.length > 0) return has('starting') ? 'starting' : has('live') ? 'works' : 'missing';
  return rights.length > 0 && rights.every((right) => right.held === 'yes') ? 'works' : 'starting';
}

function lacking(missing: readonly HeldRight[], rows: readonly SourceRow[]): Pick<SetupRow, 'lacks'> {
  if (missing.length > 0) return { lacks: say('setup.lacks.rights', { count: missing.length }) };
  const silent = rows.find((row) => row.state !== 'live' && row.detail);
  return silent?.detail ? { lacks: silent.detail } : {};
}
