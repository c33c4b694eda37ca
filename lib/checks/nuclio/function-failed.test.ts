import { describe, expect, it } from 'vitest';
import { functionFailed as check } from '@/lib/checks/nuclio/function-failed';
import { findingsOf, judge, minutesAgo, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { fn, modelDeployment, modelPod, YOLO } from '@/lib/checks/shared/fixtures/model-facts';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';

const unauthorized =
  'Failed to deploy function\nJob failed. Job logs:\nerror checking push permissions -- make sure you entered the correct tag name, and that you are authenticated correctly, and try again: UNAUTHORIZED: authentication required';
const failed = (message?: string, more = {}) => fn({ state: 'error', internalUrls: [], ...(message === undefined ? {} : { message }), ...more });

describe('function-failed', () => {
  it('reports the failure with its cause in words, and that an old pod still runs', () => {
    const finding = onlyFinding(check, { functions: [failed(unauthorized)], workloads: [modelDeployment()], pods: [modelPod()] });
    expect(sentence(finding.title)).toBe('YOLO11x failed to build: the registry refused the push');
    expect(sentence(finding.summary)).toContain('1 pod of an earlier deploy still runs');
    expect(finding.evidence[1]?.observed).toMatch(/^error checking push permissions/);
    expect(finding.evidence.find((e) => e.bad)).toMatchObject({ observed: 'status.state: error', expected: 'ready' });
    expect(finding.hints).toMatchObject({ function: YOLO, cause: 'registry-refused', servingPods: '1', hasImage: 'yes' });
    expect(finding.chain?.map((l) => l.state)).toEqual(['broken', 'follows', 'good', 'follows', 'follows']);
  });

  it.each([
    ['toomanyrequests: You have reached your unauthenticated pull rate limit.', 'rate-limited'],
    ['Job was not completed in time, job name: nuclio-kanikojob.x', 'build-never-started'],
    ['No pods found for job\nJob failed and was unable to get job pod', 'build-timed-out'],
    ['write /workspace: no space left on device', 'no-space'],
    ['Failed to publish kaniko job', 'no-build-rights'],
    ['No docker client found', 'no-docker'],
    ['ERROR: No matching distribution found for onnxruntime==1.10.0\nJob failed.', 'package-missing'],
    ['MANIFEST_UNKNOWN: manifest unknown', 'base-image-missing'],
    ['Service "nuclio-refused" is invalid: spec.ports[0].nodePort: Invalid value: 5: provided port', 'node-port'],
    ['Failed to enrich node selectors', 'project-missing'],
    ['NuclioFunction pod (nuclio-x) is in a crash loop', 'crash-loop'],
    ["0/6 nodes are available: 6 node(s) didn't match Pod's node affinity/selector.", 'unschedulable'],
    ['Error - context deadline exceeded', 'not-ready-in-time'],
    ['Service "nuclio-a.b" is invalid: metadata.name: must not contain dots', 'refused-by-cluster'],
    ['Job failed. Job logs: step 7 exited with 2', 'build-failed'],
    ['something new', 'unknown'],
  ])('reads "%s" as %s', (message, cause) => {
    expect(onlyFinding(check, { functions: [failed(message)] }).hints?.cause).toBe(cause);
  });

  it('names the package and the port that the text names', () => {
    const missing = onlyFinding(check, { functions: [failed('ERROR: No matching distribution found for onnxruntime==1.10.0')] });
    expect(sentence(missing.summary)).toContain('no package onnxruntime==1.10.0 for its Python');
    const port = onlyFinding(check, { functions: [failed('spec.ports[0].nodePort: Invalid value: 5: provided port is not in the valid range')] });
    expect(sentence(port.summary)).toContain('node port 5');
  });

  it('finds the cause in the log entries when the message is blank or the log of an old pod', () => {
    const at = minutesAgo(4000);
    const lastLogs = [{ level: 'error', message: 'Failed to deploy: Service "nuclio-x" is invalid: spec.ports[0].nodePort: Invalid value: 5', at }];
    for (const message of [undefined, 'INFO processor started']) {
      const finding = onlyFinding(check, { functions: [failed(message, { lastLogs })] });
      expect(finding.hints?.cause).toBe('node-port');
      expect(finding.since).toBe(at);
    }
  });

  it('finds the cause in the log of the build', () => {
    const buildLogs = { [YOLO]: ['INFO[0001] Resolved', 'error: TOOMANYREQUESTS'] };
    expect(onlyFinding(check, { functions: [failed('Job failed')], buildLogs }).hints?.cause).toBe('rate-limited');
  });

  it('says that there is no message instead of inventing one', () => {
    const finding = onlyFinding(check, { functions: [failed()] });
    expect(finding.hints?.cause).toBe('unknown');
    expect(finding.evidence.map((e) => e.observed)).toContain('(blank)');
    expect(finding.hints?.servingPods).toBe('unknown');
  });

  it('folds a crash loop under the finding of its Deployment', () => {
    const finding = onlyFinding(check, { functions: [failed('pod is in a crash loop')], workloads: [modelDeployment()] });
    expect(finding.causedBy?.subject).toMatchObject({ kind: 'Deployment', name: `nuclio-${YOLO}` });
    expect(finding.chain?.map((l) => l.state).slice(0, 2)).toEqual(['good', 'broken']);
  });

  it('reports each failed function and no other state', () => {
    const states = ['ready', 'unhealthy', 'building', 'scaledToZero', 'imported'];
    expect(judge(check, { functions: states.map((state) => fn({ state, name: state })) }).kind).toBe('ok');
    expect(findingsOf(check, { functions: [failed('a', { name: 'a' }), failed('b', { name: 'b' })] })).toHaveLength(2);
  });
});
