import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { apiCheckSchema, apiSourceSchema } from '@/lib/domain/api-v1/checks';
import { apiClaimSchema } from '@/lib/domain/api-v1/claims';
import { apiFindingSchema } from '@/lib/domain/api-v1/findings';
import { apiModelSchema } from '@/lib/domain/api-v1/models';
import { apiRunSchema } from '@/lib/domain/api-v1/runs';
import { statusSchema } from '@/lib/domain/api-v1/status';
import { apiPodSchema, apiWorkloadSchema } from '@/lib/domain/api-v1/workloads';
import type { CheckRow, ClaimRow, FindingRow, HeadRow, ModelRow, PodRow, RunRow, SourceRow, WorkloadRow } from '@/lib/domain/rows/topics';
import { apiCheck, apiClaim, apiModel, apiPod, apiSource, apiWorkload } from '@/lib/server/v1/answers';
import { apiFinding } from '@/lib/server/v1/finding-answer';
import { apiRun } from '@/lib/server/v1/run-answer';
import { apiStatus } from '@/lib/server/v1/status-answer';

const at = '2026-02-12T12:00:00.000Z';
const subject = { kind: 'NuclioFunction', apiVersion: 'nuclio.io/v1beta1', namespace: 'cvat', name: 'pth', uid: 'u1' };
const source = { kind: 'api-server' } as const;

/** Conforms, and holds nothing its schema does not name: what a row gains for a page does not leak into the API. */
function expectConforms<T>(schema: z.ZodType<T>, answer: T): void {
  expect(schema.parse(answer)).toEqual(answer);
}

const finding: FindingRow = {
  ...{
    id: 'f1',
    fingerprint: 'function-failed|NuclioFunction|cvat|pth|',
    checkId: 'function-failed',
    severity: 'critical',
    subject,
    since: at,
    lastSeenAt: at,
  },
  ...{ checkName: { key: 'checks.function-failed.name' }, impact: { key: 'checks.function-failed.impact' } },
  ...{ title: { key: 'errors.token-scope', params: { scope: '<b>x</b>' } }, summary: { key: 'errors.timed-out' }, falseIf: { key: 'errors.not-found' } },
  evidence: [{ label: 'evidence.missing', observed: '<script>', expected: 'ready', bad: true, source, at }],
  ...{ stale: false, effectIds: [], causeId: 'f0', runId: 'r1' },
  offers: [
    {
      ...{ remediationId: 'redeploy-function', name: { key: 'x' }, effect: { key: 'x' }, risk: 'low', undoable: false, primary: true, needs: [] },
    },
  ],
};
const run: RunRow = {
  ...{ id: 'r1', planId: 'p1', findingId: 'f1', remediationId: 'redeploy-function', title: { key: 'errors.timed-out' }, target: subject, actorName: 'eva' },
  ...{ status: 'verified', startedAt: at, endedAt: at, canStop: false, canUndo: true, intentSeq: 3, outcomeSeq: 9 },
  steps: [{ id: 'patch', title: { key: 'errors.timed-out' }, state: 'done', note: { key: 'errors.timed-out' }, call: 'PATCH x', startedAt: at, endedAt: at }],
  verification: { result: 'verified', text: { key: 'errors.timed-out' }, evidence: [], at },
};
const pod: PodRow = {
  ...{
    id: 'cvat/a',
    namespace: 'cvat',
    name: 'a',
    workload: 'w',
    workloadKind: 'Deployment',
    node: 'n',
    state: 'Running',
    tone: 'ok',
    ready: '1/1',
    restarts: 2,
  },
  ...{ lastRestartAt: at, createdAt: at, containers: [{ name: 'main', image: 'cvat/server', init: false, hasPrevious: true }], findingId: 'f1' },
};
const claim: ClaimRow = {
  ...{
    id: 'cvat/c',
    namespace: 'cvat',
    name: 'c',
    label: 'c',
    phase: 'Bound',
    requestedBytes: 1e9,
    usedBytes: 5e8 + 0.4,
    capacityBytes: 1e9,
    sharesNodeDisk: false,
  },
  ...{ tone: 'ok', source: { kind: 'kubelet', detail: 'n' }, observedAt: at, bytesPerHour: -3.5, growthLimitedBy: 'unknown' },
};
const head: HeadRow = {
  ...{ id: 'now', cluster: 'lab', namespace: 'cvat', release: 'cvat', live: true, critical: 1, warning: 0, info: 0, checksPassed: 3, checksUnknown: 1 },
  ...{ checksTotal: 5, pods: 4, podsNotReady: 1, modelsReady: 1, modelsTotal: 2, fullestPercent: 91.4, lab: true },
};
const container = { version: '0.1.0', clock: { now: () => Date.parse(at) } as never, standing: () => ({ state: 'stale', asOf: at }) as const };

describe('what the API answers', () => {
  it('conforms to its schemas and holds nothing besides', () => {
    expectConforms(apiFindingSchema, apiFinding(finding));
    expectConforms(apiRunSchema, apiRun(run));
    expectConforms(apiPodSchema, apiPod(pod));
    expectConforms(apiClaimSchema, apiClaim(claim));
    const model: ModelRow = {
      id: 'm',
      name: 'SAM',
      kind: 'interactor',
      state: 'ready',
      compute: 'gpu-proven',
      provenAt: at,
      labels: [],
      functionName: 'pth',
      work: { key: 'x' },
    };
    expectConforms(apiModelSchema, apiModel(model));
    const workload: WorkloadRow = {
      ...{
        id: 'w',
        kind: 'Deployment',
        namespace: 'cvat',
        name: 'w',
        tone: 'ok',
        ready: 1,
        desired: 1,
        restarts: 0,
        images: ['x'],
        revision: 3,
        podIds: ['a'],
      },
    };
    expectConforms(apiWorkloadSchema, apiWorkload(workload));
    const check: CheckRow = {
      id: 'function-failed',
      name: { key: 'checks.function-failed.name' },
      area: 'nuclio',
      outcome: 'unknown',
      reason: { key: 'errors.timed-out' },
      at,
    };
    expectConforms(apiCheckSchema, apiCheck(check));
    const denied: SourceRow = {
      id: 'events',
      name: { key: 'sources.events' },
      source,
      state: 'denied',
      deadlineSeconds: 10,
      missingRight: 'list events',
      objects: 3,
    };
    expectConforms(apiSourceSchema, apiSource(denied));
    expectConforms(statusSchema, apiStatus(container, head));
  });

  it('says sentences in English, with what the cluster wrote as plain text', () => {
    expect(apiFinding(finding)).toMatchObject({
      title: 'This token was made without the scope <b>x</b>.',
      summary: 'No answer in time.',
      evidence: [{ observed: '<script>' }],
      subject: { kind: 'NuclioFunction', namespace: 'cvat', name: 'pth' },
    });
  });

  it('leaves out what is not known instead of answering zero', () => {
    const { usedBytes: _used, capacityBytes: _capacity, ...unmeasured } = claim;
    expect(apiClaim({ ...unmeasured, missing: 'no df' })).not.toHaveProperty('usedBytes');
    const { pods: _pods, modelsTotal: _models, fullestPercent: _fullest, ...early } = head;
    expect(apiStatus(container, early)).not.toHaveProperty('pods');
    expect(apiStatus(container, early)).not.toHaveProperty('models');
    expect(() => apiStatus(container, undefined)).toThrow(expect.objectContaining({ code: 'not-read-yet' }));
  });

  it('says how old it is', () => {
    expect(apiStatus(container, head)).toMatchObject({ at, live: false, asOf: at });
  });
});
