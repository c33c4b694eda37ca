import { z } from 'zod';
import { assertObjectName } from '@/lib/domain/dns-name';
import type { NotPossible, Plan } from '@/lib/domain/plan';
import { say } from '@/lib/domain/text';
import { plannedStep } from '@/lib/remediations/planned-step';
import { defineRemediation } from '@/lib/remediations/remediation';
import { rights } from '@/lib/remediations/rights';
import { functionState, isAtWork } from '@/lib/remediations/steps/function-status';

const ID = 'redeploy-function';
const text = (key: string, params?: Record<string, string | number>) => say(`remediations.${ID}.${key}`, params);
const rbac = [rights.readFunctions, rights.readPods];

/**
 * Asks Nuclio to make a function ready from the image it has. Writes its addresses anew, creates what is missing, builds nothing, and
 * usually restarts nothing; the only thing that leads out of the state `error`.
 */
export const redeployFunction = defineRemediation({
  id: ID,
  resolves: ['function-failed', 'function-unhealthy', 'invocation-url-missing'],
  risk: 'disruptive',
  permission: 'operate',
  rbac,
  acts: ['models'],
  input: z.object({}),
  fits: ({ subject }) => subject.kind === 'NuclioFunction',

  async plan(finding, _input, read): Promise<Plan | NotPossible> {
    const { namespace = '', name } = finding.subject;
    assertObjectName(name);
    const object = await read.functionObject(namespace, name);
    if (!object) return { notPossible: text('gone', { model: name }) };
    const state = functionState(object);
    if (isAtWork(state)) return { notPossible: text('atWork', { model: name, state: state ?? '' }) };
    const spec = (object.spec ?? {}) as { image?: string; disable?: boolean };
    if (!spec.image) return { notPossible: text('noImage', { model: name }) };
    if (spec.disable) return { notPossible: text('disabled', { model: name }) };
    return {
      remediationId: ID,
      fingerprint: finding.fingerprint,
      checkId: finding.checkId,
      target: { kind: 'NuclioFunction', apiVersion: object.apiVersion, namespace, name },
      title: text('title', { model: name }),
      summary: text('summary', { model: name, image: spec.image, state: state ?? '?' }),
      risk: 'disruptive',
      steps: [
        plannedStep('start', { kind: 'start-function', namespace, name, resourceVersion: object.metadata.resourceVersion }),
        plannedStep('wait', { kind: 'wait-function-state', namespace, name, states: ['ready'], timeoutSeconds: 420 }),
      ],
      cost: {
        restarts: text('cost.restarts'),
        outage: text('cost.outage'),
        undo: { possible: false, text: text('cost.undo') },
        lasts: text('cost.lasts'),
      },
      byHand: [
        `kubectl -n ${namespace} port-forward deployment/$(kubectl -n ${namespace} get deployment -l nuclio.io/app=dashboard -o jsonpath='{.items[0].metadata.name}') 8070:8070`,
        `curl -X PATCH http://localhost:8070/api/functions/${name} -H 'x-nuclio-function-namespace: ${namespace}' -H 'content-type: application/json' -d '{"desiredState":"ready"}'`,
        `kubectl -n ${namespace} get nucliofunction ${name} -o jsonpath='{.status.state}'`,
      ],
      rbac,
      warnings: [],
      verifyWithinSeconds: 120,
    };
  },
});
