import { describe, expect, it } from 'vitest';
import { checks } from '@/lib/checks/registry.generated';
import { readRights } from '@/lib/domain/rights/read-rights';
import { changesObjects, rightOptions } from '@/lib/domain/rights/right';
import { remediations } from '@/lib/remediations/registry.generated';
import { probeTiming, watchedParts } from '@/lib/snapshot/part-timing';

const keys = readRights.flatMap(({ apiGroup, resource, verbs, places }) =>
  places.flatMap((place) => verbs.map((verb) => `${place} ${verb} ${resource}.${apiGroup}`)),
);

describe('the rights to read', () => {
  it('fill every part of the snapshot, so every check can be judged', () => {
    const filled = new Set(readRights.flatMap(({ fills }) => fills));
    const wanted = [...watchedParts, ...Object.keys(probeTiming), ...checks.flatMap((check) => [...check.needs, ...(check.mayUse ?? [])])];
    expect(wanted.filter((part) => !filled.has(part as never))).toEqual([]);
  });

  it('change nothing, and hold no wildcard, no nodes/proxy, no escalation', () => {
    expect(readRights.filter(changesObjects)).toEqual([]);
    const words = [...readRights, ...remediations.flatMap((r) => [...r.rbac])].flatMap(({ apiGroup, resource, verbs }) => [apiGroup, resource, ...verbs]);
    expect(words.filter((word) => ['*', 'nodes/proxy', 'escalate', 'bind', 'impersonate', 'serviceaccounts/token'].includes(word))).toEqual([]);
  });

  it('are each said once, for a use, and each option takes something away', () => {
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
    expect(readRights.filter(({ use, fills }) => use.length === 0 || fills.length === 0)).toEqual([]);
    expect(rightOptions.filter((option) => !readRights.some((right) => right.option === option))).toEqual([]);
  });

  it('are namespaced exactly where their place is a namespace', () => {
    expect(readRights.filter(({ namespaced, places }) => namespaced === places.includes('cluster'))).toEqual([]);
  });
});

describe('the rights to change', () => {
  it('are held in namespaces only, and in at least one', () => {
    expect(remediations.flatMap((r) => r.rbac.filter((rule) => !rule.namespaced))).toEqual([]);
    expect(remediations.filter((r) => r.acts.length === 0)).toEqual([]);
  });
});
