import { defineCheck } from '@/lib/checks/check';
import { deploymentOf, modelNameOf, refOfFunction } from '@/lib/checks/shared/model-workload';
import { witness } from '@/lib/checks/shared/witness';
import { say } from '@/lib/domain/text';
import { verdictOf } from '@/lib/domain/verdict';

const ID = 'invocation-url-missing';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);

/**
 * A function that is said to be well and has no address, so that every call of CVAT ends in 500 "Invocation URL is required". Nuclio takes the addresses
 * away when a deploy fails and does not give them back when the function recovers; a redeploy does, without a build and mostly without a restart.
 */
export const invocationUrlMissing = defineCheck({
  id: ID,
  area: 'nuclio',
  needs: ['functions'],
  mayUse: ['workloads'],
  toleratedMisses: 1,
  evaluate({ functions, workloads }, ctx) {
    const seen = witness(ID, ctx);
    const known = workloads.status === 'known' ? workloads.data : [];
    return verdictOf(
      functions
        .filter((fn) => !fn.disabled && (fn.state === 'ready' || fn.state === 'unhealthy') && fn.internalUrls.length === 0)
        .map((fn) => {
          const deployment = deploymentOf(fn, known);
          const down = deployment !== undefined && deployment.desired > 0 && deployment.available === 0;
          const subject = refOfFunction(fn);
          const params = { model: modelNameOf(fn), state: fn.state ?? '' };
          const from = `nucliofunctions/${fn.name}`;
          return {
            checkId: ID,
            subject,
            severity: 'warning' as const,
            title: text('title', params),
            summary: fn.image ? text('summary.withImage', params) : text('summary.withoutImage', params),
            evidence: [
              seen('functions', 'urls', 'status.internalInvocationUrls: (none)', {
                expected: `nuclio-${fn.name}.${fn.namespace}.svc.cluster.local:8080`,
                bad: true,
                from,
              }),
              seen('functions', 'state', `status.state: ${fn.state}`, { from }),
              seen('functions', 'image', fn.image ?? '(none)', { from }),
              ...(deployment
                ? [
                    seen('workloads', 'deployment', `${deployment.desired} wanted, ${deployment.available} available`, {
                      from: `deployments/${deployment.name}`,
                    }),
                  ]
                : []),
            ],
            chain: [
              {
                label: text('chain.pods'),
                value: deployment ? text('chain.available', { available: deployment.available }) : text('chain.notKnown'),
                state: deployment ? (down ? 'follows' : 'good') : 'unknown',
              },
              { label: text('chain.address'), value: text('chain.none'), state: 'broken' },
              { label: text('chain.people'), value: text('chain.cannotUse'), state: 'follows' },
            ] as const,
            falseIf: text('falseIf', params),
            ...(down ? { causedBy: { subject, checkId: 'function-unhealthy' } } : {}),
            hints: { namespace: fn.namespace, function: fn.name, hasImage: fn.image ? 'yes' : 'no', ...(deployment ? { deployment: deployment.name } : {}) },
          };
        })
        .map((finding) => ({ ...finding, chain: [...finding.chain] })),
    );
  },
});
