import { describe, expect, it } from 'vitest';
import { functionBreaksList as check } from '@/lib/checks/nuclio/function-breaks-list';
import { findingsOf, judge, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { fn, YOLO } from '@/lib/checks/shared/fixtures/model-facts';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';
import type { FunctionFact } from '@/lib/domain/facts/models';

const without = (key: 'description' | 'state', more: Partial<FunctionFact> = {}): FunctionFact => {
  const { [key]: _, ...rest } = fn(more);
  return rest;
};
const annotated = (annotations: Record<string, string>) => fn({ annotations });
const list = (httpStatus: number) => ({ httpStatus, functions: [] });

describe('function-breaks-list', () => {
  it('names the function without a description as the one that breaks the list', () => {
    const finding = onlyFinding(check, { functions: [without('description'), fn({ name: 'good' })], cvatModels: list(500) });
    expect(finding.severity).toBe('critical');
    expect(sentence(finding.title)).toBe(`${YOLO} keeps everybody from seeing any model`);
    expect(finding.evidence.map((e) => e.observed)).toEqual(['spec.description: (absent)', 'HTTP 500']);
    expect(finding.hints).toMatchObject({ function: YOLO, fault: 'no-description', field: 'spec.description' });
  });

  it.each([
    [without('state'), 'no-status'],
    [annotated({}), 'no-annotations'],
    [annotated({ type: 'detector', spec: '{' }), 'spec-not-json'],
    [annotated({ type: 'detector', spec: '{"a":1}' }), 'spec-not-json'],
    [annotated({ type: 'detector', spec: '["ball"]' }), 'spec-not-json'],
    [annotated({ type: 'detector', spec: '[{"id":0}]' }), 'label-without-name'],
    [annotated({ type: 'interactor', min_pos_points: 'one' }), 'not-a-number'],
    [annotated({ type: 'interactor', version: '2.1' }), 'not-a-number'],
  ])('predicts it from the function while CVAT cannot be asked: %#', (broken, fault) => {
    const finding = onlyFinding(check, { functions: [broken] });
    expect(finding.hints?.fault).toBe(fault);
    expect(finding.chain?.map((l) => l.state)).toEqual(['broken', 'unknown', 'follows']);
  });

  it('believes CVAT when its list answers', () => {
    expect(judge(check, { functions: [without('description')], cvatModels: list(200) }).kind).toBe('ok');
  });

  it('forgives what CVAT forgives (no labels, an unknown type, whole numbers) and what was cut', () => {
    const fine = [
      annotated({ type: 'interactor' }),
      annotated({ type: 'nothing', spec: '' }),
      annotated({ type: 'detector', spec: `[{"name":"${'x'.repeat(20_000)}`.slice(0, 16_384) }),
      annotated({ type: 'tracker', version: '2', min_neg_points: '-1' }),
    ];
    expect(judge(check, { functions: fine, cvatModels: list(500) }).kind).toBe('ok');
  });

  it('looks only at the project and the namespace CVAT lists', () => {
    const elsewhere = [without('description', { labels: { 'nuclio.io/project-name': 'default' } }), without('description', { namespace: 'other' })];
    expect(judge(check, { functions: elsewhere }).kind).toBe('ok');
  });

  it('names every culprit', () => {
    expect(findingsOf(check, { functions: [without('description', { name: 'a' }), without('description', { name: 'b' })] })).toHaveLength(2);
  });
});
