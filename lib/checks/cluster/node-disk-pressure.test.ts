import { describe, expect, it } from 'vitest';
import { nodeDiskPressure as check } from '@/lib/checks/cluster/node-disk-pressure';
import { condition, container, node, pod } from '@/lib/checks/shared/fixtures/cluster-facts';
import { judge, minutesAgo, NOW, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';
import { GIB } from '@/lib/checks/shared/fixtures/store-facts';
import type { NodeDiskFact } from '@/lib/domain/facts/storage';

const fs = (percent: number, size = 200) => ({
  usedBytes: percent * 0.01 * size * GIB,
  availableBytes: (100 - percent) * 0.01 * size * GIB,
  capacityBytes: size * 1.05 * GIB,
});
const disk = (percent: number, imagePercent?: number): NodeDiskFact => ({
  node: 'polydev-desktop',
  fs: fs(percent),
  ...(imagePercent === undefined ? {} : { imageFs: fs(imagePercent) }),
  observedAt: NOW,
  source: { kind: 'kubelet', detail: 'polydev-desktop' },
});
const pressed = node({
  conditions: [condition('DiskPressure', 'True', { message: 'kubelet has disk pressure', lastTransitionAt: minutesAgo(12) })],
  images: [
    { names: ['registry.test/team/yolo@sha256:1', 'registry.test/team/yolo:latest'], bytes: 9 * GIB },
    { names: ['docker.io/library/busybox:1'], bytes: 2 * GIB },
  ],
});

describe('node-disk-pressure', () => {
  it('reports the condition with levels, big images and who was evicted', () => {
    const evicted = pod({
      name: 'gone',
      node: 'polydev-desktop',
      phase: 'Failed',
      reason: 'Evicted',
      message: 'The node was low on resource: ephemeral-storage.',
    });
    const user = pod({ name: 'user', node: 'polydev-desktop', containers: [container({ image: 'busybox:1' })] });
    const finding = onlyFinding(check, { nodes: [pressed], nodeDisks: [disk(96)], pods: [evicted, user] });
    expect(finding).toMatchObject({ severity: 'critical', since: minutesAgo(12), subject: { kind: 'Node', name: 'polydev-desktop' } });
    expect(sentence(finding.summary)).toContain('1 pod was evicted');
    expect(finding.evidence.map((e) => e.observed)).toEqual([
      'DiskPressure: True, kubelet has disk pressure',
      '96 %, 8.00 GiB free',
      '9.00 GiB registry.test/team/yolo:latest, no pod that Loupe sees uses it',
      '2.00 GiB docker.io/library/busybox:1, in use',
      'gone: The node was low on resource: ephemeral-storage.',
    ]);
  });

  it('warns before the condition, by the fuller file system, as df counts', () => {
    const finding = onlyFinding(check, { nodes: [node()], nodeDisks: [disk(40, 81)] });
    expect(finding.severity).toBe('warning');
    expect(sentence(finding.title)).toBe('The disk of node polydev-desktop is 81 % full');
    expect(finding.evidence.filter((e) => e.bad).map((e) => e.label)).toEqual(['checks.node-disk-pressure.evidence.imageFs']);
    expect(finding.since).toBeUndefined();
  });

  it('is critical shortly before the kubelet evicts', () => {
    expect(onlyFinding(check, { nodes: [node()], nodeDisks: [disk(93)] }).severity).toBe('critical');
  });

  it('is silent with room, and takes an unread kubelet neither for full nor for empty', () => {
    expect(judge(check, { nodes: [node()], nodeDisks: [disk(79)] }).kind).toBe('ok');
    expect(judge(check, { nodes: [node()] }).kind).toBe('ok');
    expect(judge(check, { nodes: [pressed] }).kind).toBe('found');
  });
});
