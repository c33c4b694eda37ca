import { describe, expect, it } from 'vitest';
import { invocationUrlMissing as check } from '@/lib/checks/nuclio/invocation-url-missing';
import { judge, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { fn, modelDeployment, YOLO } from '@/lib/checks/shared/fixtures/model-facts';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';

const bare = (more = {}) => fn({ internalUrls: [], ...more });

describe('invocation-url-missing', () => {
  it('reports a ready function without an address, with the address it ought to have', () => {
    const finding = onlyFinding(check, { functions: [bare()], workloads: [modelDeployment()] });
    expect(sentence(finding.title)).toBe('YOLO11x runs and cannot be called');
    expect(finding.evidence[0]).toMatchObject({
      observed: 'status.internalInvocationUrls: (none)',
      expected: `nuclio-${YOLO}.cvat.svc.cluster.local:8080`,
      bad: true,
    });
    expect(finding.chain?.map((l) => l.state)).toEqual(['good', 'broken', 'follows']);
    expect(finding.hints).toMatchObject({ function: YOLO, hasImage: 'yes' });
    expect(finding.causedBy).toBeUndefined();
  });

  it('says so when the function has no image to redeploy', () => {
    const { image: _, ...noImage } = bare();
    const finding = onlyFinding(check, { functions: [noImage] });
    expect(finding.hints?.hasImage).toBe('no');
    expect(sentence(finding.summary)).toContain('names no image');
  });

  it('folds under the model that does not serve at all', () => {
    const finding = onlyFinding(check, { functions: [bare({ state: 'unhealthy' })], workloads: [modelDeployment({ available: 0 })] });
    expect(finding.causedBy).toMatchObject({ checkId: 'function-unhealthy', subject: { name: YOLO } });
  });

  it('is silent with an address, and where none is to be expected', () => {
    expect(judge(check, { functions: [fn()] }).kind).toBe('ok');
    const none = [
      bare({ disabled: true }),
      ...['error', 'building', 'imported', 'scaledToZero', 'waitingForResourceConfiguration'].map((state) => bare({ state })),
    ];
    expect(judge(check, { functions: none }).kind).toBe('ok');
  });
});
