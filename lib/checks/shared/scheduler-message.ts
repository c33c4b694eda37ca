/** One reason of the scheduler, and how many nodes it rules out. */
export interface NodeObstacle {
  readonly nodes: number;
  readonly reason: string;
}

export interface SchedulerMessage {
  readonly total: number;
  readonly obstacles: readonly NodeObstacle[];
}

/** Words of each: `checks.pod-unschedulable.title`, `.summary`. Most decisive first: a pod that needs a GPU is turned away elsewhere for other reasons too. */
export const obstacleKinds = ['gpu', 'volume', 'disk-pressure', 'memory', 'cpu', 'cordoned', 'taint', 'selector', 'ports', 'pods', 'other'] as const;
export type ObstacleKind = (typeof obstacleKinds)[number];

/** Reads `0/3 nodes are available: 1 Insufficient nvidia.com/gpu, 2 node(s) didn't match …. preemption: …`. */
export function readSchedulerMessage(message: string): SchedulerMessage | undefined {
  const match = /(\d+)\/(\d+) nodes are available: ?([\s\S]*)$/.exec(message);
  if (!match) return undefined;
  const list = (match[3] ?? '').split(/\.?\s+(?:preemption:|no new claims to deallocate)/)[0] ?? '';
  // A taint's value may hold commas; a new reason always begins with its number of nodes.
  const obstacles = list.split(/,\s+(?=\d+ )/).flatMap((item) => {
    const parts = /^(\d+) (.+?)\.?$/s.exec(item.trim());
    return parts?.[2] ? [{ nodes: Number(parts[1]), reason: parts[2] }] : [];
  });
  return { total: Number(match[2]), obstacles };
}

export function kindOfObstacle(reason: string): ObstacleKind {
  if (/Insufficient (nvidia|amd|gpu)\.\S*|Insufficient \S*gpu/i.test(reason)) return 'gpu';
  if (/volume|PersistentVolumeClaim|persistentvolumeclaim/i.test(reason)) return 'volume';
  if (/disk-pressure/.test(reason)) return 'disk-pressure';
  if (/Insufficient memory|Insufficient ephemeral-storage/.test(reason)) return 'memory';
  if (/Insufficient cpu/.test(reason)) return 'cpu';
  if (/were unschedulable|node\.kubernetes\.io\/unschedulable/.test(reason)) return 'cordoned';
  if (/taint/.test(reason)) return 'taint';
  if (/affinity|selector/.test(reason)) return 'selector';
  if (/free ports/.test(reason)) return 'ports';
  if (/Too many pods/.test(reason)) return 'pods';
  return 'other';
}

/** The obstacle that decides; where the message lists none by nodes, what the message says as a whole. */
export function decisiveObstacle(
  obstacles: readonly NodeObstacle[],
  message: string,
): { readonly kind: ObstacleKind; readonly obstacle: NodeObstacle | undefined } {
  for (const kind of obstacleKinds) {
    const obstacle = obstacles.find((o) => kindOfObstacle(o.reason) === kind);
    if (obstacle) return { kind, obstacle };
  }
  return { kind: kindOfObstacle(message), obstacle: undefined };
}
