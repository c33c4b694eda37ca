import { describe, expect, it } from 'vitest';
import { defaultThresholds } from '@/lib/domain/installation';
import type { SettingStore } from '@/lib/domain/ports/stores';
import { openSettings } from '@/lib/server/settings/settings';

function memory(entries: [string, unknown][] = []): SettingStore & { kept: Map<string, unknown> } {
  const kept = new Map(entries);
  return { kept, get: async (key) => kept.get(key), set: async (key, value) => void kept.set(key, value) };
}

describe('settings', () => {
  it('begin with the defaults, everything switched on', async () => {
    const settings = await openSettings(memory(), { publicModels: true });
    expect(settings).toMatchObject({ thresholds: defaultThresholds, publicModels: true });
    expect(settings.isEnabled('compact-kvrocks')).toBe(true);
  });

  it('are there again after a restart, and tell who listens', async () => {
    const store = memory();
    const settings = await openSettings(store, { publicModels: true });
    let told = 0;
    settings.onChange(() => told++);
    await settings.switchRemediation('drop-image-cache', false);
    await settings.publishModels(false);
    await settings.changeThresholds({ ...defaultThresholds, volumeWarnPercent: 70 });
    const again = await openSettings(store, { publicModels: true });
    expect(again.isEnabled('drop-image-cache')).toBe(false);
    expect(again).toMatchObject({ publicModels: false, thresholds: { volumeWarnPercent: 70 } });
    expect(told).toBe(3);
  });

  it('do not switch on what is no part of this installation', async () => {
    const settings = await openSettings(memory([['remediations', { 'drop-image-cache': true }]]), { publicModels: false, remediations: ['undo-rollout'] });
    expect(settings.isInstalled('drop-image-cache')).toBe(false);
    expect(settings.isEnabled('drop-image-cache')).toBe(false);
    expect(settings.isEnabled('undo-rollout')).toBe(true);
  });

  it('take a kept value that no longer fits as not set', async () => {
    const settings = await openSettings(memory([['thresholds', { volumeWarnPercent: 'many' }]]), { publicModels: false });
    expect(settings.thresholds).toEqual(defaultThresholds);
  });
});
