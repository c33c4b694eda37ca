import { describe, expect, it } from 'vitest';
import { linkCauses } from '@/lib/domain/causes';
import { type Finding, fingerprintOf } from '@/lib/domain/finding';
import { say } from '@/lib/domain/text';

const subjectOf = (name: string) => ({ kind: 'Deployment', namespace: 'cvat', name });
function finding(id: string, name: string, cause?: { name: string; checkId?: string }, severity: Finding['severity'] = 'warning'): Finding {
  const draft = {
    checkId: `check-${id}`,
    subject: subjectOf(name),
    severity,
    title: say('t'),
    summary: say('s'),
    falseIf: say('f'),
    evidence: [],
    ...(cause ? { causedBy: { subject: subjectOf(cause.name), ...(cause.checkId ? { checkId: cause.checkId } : {}) } } : {}),
  };
  return { ...draft, id, fingerprint: fingerprintOf(draft), firstSeenAt: `2026-02-11T10:00:0${id}.000Z`, lastSeenAt: '2026-02-11T10:00:09.000Z' };
}

describe('causes and effects', () => {
  it('files every effect of a chain under its root', () => {
    const links = linkCauses([finding('1', 'pod', { name: 'deployment' }), finding('2', 'deployment', { name: 'volume' }), finding('3', 'volume')]);
    expect(Object.fromEntries(links.causeOf)).toEqual({ '1': '3', '2': '3' });
    expect(links.effectsOf.get('3')?.toSorted()).toEqual(['1', '2']);
  });

  it('leaves a finding alone whose named cause has no finding', () => {
    expect(linkCauses([finding('1', 'pod', { name: 'nothing' })]).causeOf.size).toBe(0);
  });

  it('keeps one cause in a circle', () => {
    const links = linkCauses([finding('1', 'a', { name: 'b' }), finding('2', 'b', { name: 'a' })]);
    expect(links.causeOf.size).toBe(1);
    const only = linkCauses([finding('1', 'a', { name: 'a' })]);
    expect(only.causeOf.size).toBe(0);
  });

  it('takes the named check, else the worst finding on that subject', () => {
    const both = [finding('1', 'x', undefined, 'info'), finding('2', 'x', undefined, 'critical')];
    expect(linkCauses([...both, finding('3', 'pod', { name: 'x' })]).causeOf.get('3')).toBe('2');
    expect(linkCauses([...both, finding('3', 'pod', { name: 'x', checkId: 'check-1' })]).causeOf.get('3')).toBe('1');
  });
});
