import { describe, expect, it } from 'vitest';
import { functionHidden as check } from '@/lib/checks/nuclio/function-hidden';
import { backend } from '@/lib/checks/shared/fixtures/cluster-facts';
import { judge, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { fn, YOLO } from '@/lib/checks/shared/fixtures/model-facts';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';

const annotated = (annotations: Record<string, string>) => fn({ annotations });
const models = (...ids: string[]) => ({ httpStatus: 200, functions: ids.map((id) => ({ id, name: id, kind: 'detector', labels: [] })) });

describe('function-hidden', () => {
  it('reports a model in another project, with what CVAT does list', () => {
    const finding = onlyFinding(check, { functions: [fn({ labels: { 'nuclio.io/project-name': 'default' } })], cvatModels: models('sam') });
    expect(sentence(finding.title)).toBe('YOLO11x is deployed and CVAT does not list it');
    expect(sentence(finding.summary)).toBe('It lies in the Nuclio project default; CVAT lists only cvat.');
    expect(finding.evidence.map((e) => e.observed)).toEqual(['metadata.labels["nuclio.io/project-name"]: default', 'ready', 'sam']);
    expect(finding.hints).toMatchObject({ function: YOLO, fault: 'other-project', expected: 'cvat' });
  });

  it.each([
    [{ name: 'x' }, 'no-type'],
    [{ type: 'classifier' }, 'unknown-type'],
    [{ type: 'detector', spec: '[{"name":"ball"},{"name":"ball"}]' }, 'duplicate-label'],
    [{ type: 'detector', spec: '[{"name":"ball","attributes":[{"name":"a"},{"name":"a"}]}]' }, 'duplicate-attribute'],
    [{ type: 'tracker', supported_shape_types: ' ' }, 'no-shape-types'],
  ] as [Record<string, string>, string][])('reports annotations %o as %s', (annotations, fault) => {
    expect(onlyFinding(check, { functions: [annotated(annotations)] }).hints?.fault).toBe(fault);
  });

  it('reports a function outside the namespace CVAT looks in', () => {
    const workloads = [backend('server', { CVAT_NUCLIO_FUNCTION_NAMESPACE: 'nuclio' })];
    expect(onlyFinding(check, { functions: [fn()], workloads }).hints).toMatchObject({ fault: 'other-namespace', expected: 'nuclio' });
    expect(judge(check, { functions: [fn()], workloads: [backend('server', { CVAT_NUCLIO_FUNCTION_NAMESPACE: 'cvat' })] }).kind).toBe('ok');
  });

  it('believes CVAT when it lists the function', () => {
    expect(judge(check, { functions: [annotated({ name: 'x' })], cvatModels: models(YOLO) }).kind).toBe('ok');
  });

  it('leaves good models, foreign functions and list breakers to themselves', () => {
    expect(judge(check, { functions: [fn(), annotated({ type: 'interactor' })] }).kind).toBe('ok');
    expect(judge(check, { functions: [fn({ labels: { 'nuclio.io/project-name': 'default' }, annotations: {} })] }).kind).toBe('ok');
    expect(judge(check, { functions: [annotated({ type: 'x', spec: '{' })] }).kind).toBe('ok');
  });
});
