import { type CheckContext, defineCheck } from '@/lib/checks/check';
import { witness } from '@/lib/checks/shared/witness';
import type { NodeFact } from '@/lib/domain/facts/cluster';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { NodeDiskFact } from '@/lib/domain/facts/storage';
import { findCondition } from '@/lib/domain/facts/template';
import type { Evidence, FindingDraft, Severity } from '@/lib/domain/finding';
import { formatSize } from '@/lib/domain/format-size';
import { sortedBy } from '@/lib/domain/sorted-by';
import { say } from '@/lib/domain/text';
import { verdictOf } from '@/lib/domain/verdict';

const ID = 'node-disk-pressure';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);

/** K3s evicts at 5 % free; this leaves a little to act in. */
const EVICTION_NEAR_PERCENT = 93;
const SHOWN_IMAGES = 5;

interface Case {
  readonly node: NodeFact;
  readonly pressure: boolean;
  /** Of the fuller of the node's two file systems; undefined where the kubelet was not read. */
  readonly percent: number | undefined;
  readonly disk: NodeDiskFact | undefined;
  readonly pods: readonly PodFact[];
}

const podsByNode = sortedBy((pod: PodFact) => pod.node);

/** A node under DiskPressure, or on the way there: its levels before the condition, the biggest images and whether a pod uses them, and who was evicted. */
export const nodeDiskPressure = defineCheck({
  id: ID,
  area: 'cluster',
  needs: ['nodes'],
  mayUse: ['nodeDisks', 'pods'],
  toleratedMisses: 0,
  evaluate({ nodes, nodeDisks, pods }, ctx) {
    const disks = nodeDisks.status === 'known' ? nodeDisks.data : [];
    const all = pods.status === 'known' ? pods.data : [];
    const cases = nodes.map((node): Case => {
      const disk = disks.find((d) => d.node === node.name);
      const levels = [disk?.fs, disk?.imageFs].flatMap((fs) => (fs ? [percentOf(fs)] : [])).filter((p) => p !== undefined);
      return {
        node,
        disk,
        pressure: findCondition(node.conditions, 'DiskPressure')?.status === 'True',
        percent: levels.length > 0 ? Math.max(...levels) : undefined,
        pods: podsByNode(all).get(node.name) ?? [],
      };
    });
    return verdictOf(
      cases.flatMap((c) => {
        const severity = severityOf(c, ctx);
        return severity ? [draft(c, severity, ctx)] : [];
      }),
    );
  },
});

function severityOf({ pressure, percent }: Case, { thresholds }: CheckContext): Severity | undefined {
  if (pressure || (percent ?? 0) >= EVICTION_NEAR_PERCENT) return 'critical';
  return (percent ?? 0) >= thresholds.nodeDiskWarnPercent ? 'warning' : undefined;
}

/** As `df` counts: used of used and available; reserved blocks belong to neither. */
function percentOf(fs: NodeDiskFact['fs']): number | undefined {
  const room = fs.usedBytes + fs.availableBytes;
  return room > 0 ? (fs.usedBytes / room) * 100 : undefined;
}

function draft(c: Case, severity: Severity, ctx: CheckContext): FindingDraft {
  const condition = findCondition(c.node.conditions, 'DiskPressure');
  const evicted = c.pods.filter((p) => p.reason === 'Evicted').length;
  const params = { node: c.node.name, percent: Math.floor(c.percent ?? -1), evicted };
  return {
    checkId: ID,
    subject: { kind: 'Node', apiVersion: 'v1', name: c.node.name, uid: c.node.uid },
    severity,
    title: c.pressure ? text('title.pressure', params) : text('title.level', params),
    summary: c.pressure ? text('summary.pressure', params) : text('summary.level', params),
    evidence: evidenceOf(c, ctx),
    falseIf: text('falseIf', { percent: ctx.thresholds.nodeDiskWarnPercent }),
    ...(c.pressure && condition?.lastTransitionAt ? { since: condition.lastTransitionAt } : {}),
    hints: { node: c.node.name, evicted: String(evicted) },
  };
}

function evidenceOf({ node, pressure, disk, pods }: Case, ctx: CheckContext): Evidence[] {
  const seen = witness(ID, ctx);
  const condition = findCondition(node.conditions, 'DiskPressure');
  const from = `nodes/${node.name}`;
  const inUse = new Set(pods.flatMap((p) => p.containers.map((c) => c.image)));
  const level = (label: string, fs: NodeDiskFact['fs'] | undefined) =>
    disk && fs
      ? [
          seen('nodeDisks', label, `${Math.floor(percentOf(fs) ?? 0)} %, ${formatSize(fs.availableBytes)} free`, {
            bad: !pressure && fs === fuller(disk),
            source: disk.source,
            at: disk.observedAt,
          }),
        ]
      : [];
  return [
    seen('nodes', 'condition', `DiskPressure: ${condition?.status ?? 'unknown'}${condition?.message ? `, ${condition.message}` : ''}`, {
      expected: 'False',
      bad: pressure,
      from,
    }),
    ...level('nodeFs', disk?.fs),
    ...level('imageFs', disk?.imageFs),
    ...node.images.slice(0, SHOWN_IMAGES).map((image) => {
      const name = image.names.find((n) => !n.includes('@')) ?? image.names[0] ?? '(no name)';
      return seen('nodes', 'image', `${formatSize(image.bytes)} ${name}, ${isUsed(image.names, inUse) ? 'in use' : 'no pod that Loupe sees uses it'}`, {
        from,
      });
    }),
    ...pods.filter((p) => p.reason === 'Evicted').map((p) => seen('pods', 'evicted', `${p.name}: ${p.message ?? ''}`, { from: `pods/${p.name}` })),
  ];
}

function fuller(disk: NodeDiskFact): NodeDiskFact['fs'] {
  return disk.imageFs && (percentOf(disk.imageFs) ?? 0) > (percentOf(disk.fs) ?? 0) ? disk.imageFs : disk.fs;
}

/** A node lists full names (`docker.io/library/busybox:1`), a pod what its template says (`busybox:1`). */
function isUsed(names: readonly string[], inUse: ReadonlySet<string>): boolean {
  return names.some((name) => [...inUse].some((used) => name === used || name.endsWith(`/${used}`)));
}
