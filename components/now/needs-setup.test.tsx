import { describe, expect, it } from 'vitest';
import { needsSetup } from '@/components/now/needs-setup';

describe('what leads to setup', () => {
  it('is a source that somebody can give something, not one that is silent or not in use', () => {
    expect(needsSetup({ id: 'cvatModels', state: 'not-configured' })).toBe(true);
    expect(needsSetup({ id: 'events', state: 'denied' })).toBe(true);
    expect(needsSetup({ id: 'longhorn', state: 'not-configured' })).toBe(false);
    for (const state of ['live', 'stale', 'unreachable', 'starting'] as const) expect(needsSetup({ id: 'pods', state })).toBe(false);
  });
});
