import { z } from 'zod';
import type { ApiScope } from '@/lib/domain/api-token';
import { apiCheckSchema, apiSourceSchema } from '@/lib/domain/api-v1/checks';
import { apiClaimHistorySchema, apiClaimSchema, historyQuerySchema } from '@/lib/domain/api-v1/claims';
import { apiFindingSchema } from '@/lib/domain/api-v1/findings';
import { ledgerPageSchema, ledgerQuerySchema } from '@/lib/domain/api-v1/ledger';
import { apiModelSchema } from '@/lib/domain/api-v1/models';
import { freshnessSchema, pageOf, pageQuerySchema } from '@/lib/domain/api-v1/page';
import { apiRunSchema } from '@/lib/domain/api-v1/runs';
import { statusSchema } from '@/lib/domain/api-v1/status';
import { apiPodSchema, apiWorkloadSchema, podQuerySchema, workloadQuerySchema } from '@/lib/domain/api-v1/workloads';
import { severitySchema } from '@/lib/domain/finding';

/** One GET of the read API: everything the document, the handler and the tests need to know of it. */
export interface ApiEndpoint<Query extends z.ZodObject = z.ZodObject, Answer extends z.ZodType = z.ZodType> {
  /** Under /api/v1, with {parameters}. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly scope: ApiScope;
  readonly query: Query;
  readonly answer: Answer;
}

function endpoint<Query extends z.ZodObject, Answer extends z.ZodType>(definition: ApiEndpoint<Query, Answer>): ApiEndpoint<Query, Answer> {
  return definition;
}

const none = z.object({});
const findingQuery = pageQuerySchema.extend({ severity: severitySchema.optional(), check: z.string().max(80).optional() });

/** The read API, by operation. Names are never renamed and fields never taken away within v1; new ones may come. */
export const apiEndpoints = {
  getStatus: endpoint({ path: '/status', summary: 'How things are, in figures', scope: 'read', query: none, answer: statusSchema }),
  listFindings: endpoint({ path: '/findings', summary: 'Open findings', scope: 'read', query: findingQuery, answer: pageOf(apiFindingSchema) }),
  getFinding: endpoint({
    ...{ path: '/findings/{id}', summary: 'One finding, open or resolved', scope: 'read', query: none },
    answer: freshnessSchema.extend({ finding: apiFindingSchema }),
  }),
  listModels: endpoint({ path: '/models', summary: 'Models and their states', scope: 'read', query: pageQuerySchema, answer: pageOf(apiModelSchema) }),
  listClaims: endpoint({ path: '/claims', summary: 'Volume claims and their levels', scope: 'read', query: pageQuerySchema, answer: pageOf(apiClaimSchema) }),
  getClaimHistory: endpoint({
    ...{ path: '/claims/{namespace}/{name}/history', summary: 'Levels of one claim over time', scope: 'read' },
    ...{ query: historyQuerySchema, answer: apiClaimHistorySchema },
  }),
  listPods: endpoint({ path: '/pods', summary: 'Pods', scope: 'read', query: pageQuerySchema.extend(podQuerySchema.shape), answer: pageOf(apiPodSchema) }),
  listWorkloads: endpoint({
    ...{ path: '/workloads', summary: 'Deployments, StatefulSets, DaemonSets', scope: 'read' },
    ...{ query: pageQuerySchema.extend(workloadQuerySchema.shape), answer: pageOf(apiWorkloadSchema) },
  }),
  listRuns: endpoint({ path: '/runs', summary: 'Runs of remediations, newest first', scope: 'read', query: pageQuerySchema, answer: pageOf(apiRunSchema) }),
  getRun: endpoint({
    ...{ path: '/runs/{id}', summary: 'One run', scope: 'read', query: none },
    answer: freshnessSchema.extend({ run: apiRunSchema }),
  }),
  listLedger: endpoint({
    ...{ path: '/ledger', summary: 'The ledger, newest first', scope: 'read:ledger' },
    ...{ query: pageQuerySchema.extend(ledgerQuerySchema.shape), answer: ledgerPageSchema },
  }),
  listChecks: endpoint({ path: '/checks', summary: 'Checks and what they said last', scope: 'read', query: pageQuerySchema, answer: pageOf(apiCheckSchema) }),
  listSources: endpoint({
    ...{ path: '/sources', summary: 'Sources of facts and their age', scope: 'read' },
    ...{ query: pageQuerySchema, answer: pageOf(apiSourceSchema) },
  }),
} as const satisfies Record<string, ApiEndpoint>;
export type ApiOperation = keyof typeof apiEndpoints;
