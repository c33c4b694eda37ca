import { describe, expect, it } from 'vitest';
import { parseSmi } from '@/lib/k8s/parse-gpu';

describe('nvidia-smi', () => {
  it('tells cards and driver, without figures that are not available', () => {
    expect(parseSmi('0, GPU-1, NVIDIA RTX A6000, 580.95.05, 49140, 5123, 37, [N/A], 121.40\n')).toEqual({
      cards: [{ name: 'NVIDIA RTX A6000', totalMib: 49_140, usedMib: 5_123, utilisationPercent: 37, watts: 121.4 }],
      driver: '580.95.05',
      refusal: undefined,
    });
  });

  it('keeps the driver’s words when it lets nobody in', () => {
    expect(parseSmi('Failed to initialize NVML: Unknown Error\n')).toEqual({
      cards: [],
      driver: undefined,
      refusal: 'Failed to initialize NVML: Unknown Error',
    });
  });
});
