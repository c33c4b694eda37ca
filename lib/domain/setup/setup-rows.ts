import type { Endpoints } from '@/lib/domain/endpoint';
import type { CvatTokenView } from '@/lib/domain/rows/cvat-token';
import type { SourceRow } from '@/lib/domain/rows/topics';
import { endpointRows } from '@/lib/domain/setup/endpoint-rows';
import { type FacetInput, facetRows } from '@/lib/domain/setup/facet-rows';
import type { SetupRow, SetupState } from '@/lib/domain/setup/setup-row';
import { setupStateOf } from '@/lib/domain/setup/source-state';
import { say } from '@/lib/domain/text';

export interface SetupInput extends FacetInput {
  readonly endpoints: Endpoints;
  /** Where the API server was named: a kubeconfig's context, or the pod's own account. */
  readonly clusterName: string;
  readonly token: Pick<CvatTokenView, 'origin' | 'test'>;
  readonly kvrocksAskedBy?: 'exec' | 'protocol' | undefined;
}

/** Every source of facts: found how, reached how, with which right, or what is missing and what gives it. The same rows for the page and for `doctor`. */
export function setupRows(input: SetupInput): readonly SetupRow[] {
  return [
    apiServerRow(input),
    ...facetRows(input),
    ...withToken(endpointRows({ ...input, hasToken: input.token.origin === 'entered' || input.token.origin === 'environment' }), tokenRow(input)),
  ];
}

function apiServerRow({ sources, clusterName, account, isInCluster }: SetupInput): SetupRow {
  const source = sources.find((row) => row.id === 'api-server');
  const state = source ? setupStateOf[source.state] : 'starting';
  return {
    ...{ id: 'api-server', group: 'kubernetes', state, rights: [], commands: [] },
    ...{ name: say('setup.api-server.name'), gives: say('setup.api-server.gives') },
    found: say(isInCluster ? 'setup.found.service-account' : 'setup.found.kubeconfig', { context: clusterName }),
    reached: account ? say('setup.reached.as-account', { account }) : say('setup.reached.direct'),
    ...(source?.asOf ? { asOf: source.asOf } : {}),
    ...(state === 'unreachable' || state === 'missing' ? { lacks: say(state === 'missing' ? 'setup.lacks.kubeconfig' : 'errors.cluster-unreachable') } : {}),
  };
}

/** CVAT's models as CVAT lists them are the first thing that only a token gives: what it answers there says how the token stands. */
function tokenRow({ token, sources }: SetupInput): SetupRow {
  const source = sources.find((row) => row.id === 'cvatModels');
  const state = tokenState(token, source);
  return {
    ...{ id: 'cvat-token', group: 'parts', state, rights: [], commands: [] },
    ...{ name: say('setup.token.name'), gives: say('setup.token.gives') },
    ...(token.origin === 'none' ? {} : { found: say(`setup.token.found.${token.origin}`) }),
    ...(source?.asOf && state === 'works' ? { asOf: source.asOf } : {}),
    ...(state === 'works' || state === 'starting' ? {} : { lacks: say(lacksOf(token.origin, state)) }),
  };
}

function tokenState({ origin, test }: SetupInput['token'], source: SourceRow | undefined): SetupState {
  if (origin === 'none' || origin === 'unreadable') return 'missing';
  if (source?.state === 'live') return 'works';
  if (source?.state === 'denied' || test?.outcome === 'refused') return 'denied';
  return source ? setupStateOf[source.state] : 'starting';
}

function lacksOf(origin: SetupInput['token']['origin'], state: SetupState): string {
  if (origin === 'none' || origin === 'unreadable') return `setup.token.lacks.${origin}`;
  return state === 'denied' ? 'setup.token.lacks.refused' : 'setup.token.lacks.unanswered';
}

/** The token stands right behind CVAT, whose it is. */
function withToken(rows: readonly SetupRow[], token: SetupRow): readonly SetupRow[] {
  const at = rows.findIndex((row) => row.id === 'cvat') + 1;
  return [...rows.slice(0, at), token, ...rows.slice(at)];
}
