import type { NodeFact } from '@/lib/domain/facts/cluster';
import type { FunctionFact } from '@/lib/domain/facts/models';
import type { WorkloadFact } from '@/lib/domain/facts/workload';

/** GPUs a function wants: what its spec says, or what its Deployment's containers ask for where that is more. */
export function wantedGpus(fn: FunctionFact, deployment: WorkloadFact | undefined): number {
  const asked = (deployment?.template.containers ?? []).filter((c) => !c.init).reduce((sum, c) => sum + (Number(c.limits['nvidia.com/gpu'] ?? 0) || 0), 0);
  return Math.max(fn.gpus, asked);
}

/**
 * The default runtime of a K3s node, from the arguments it was started with (annotation `k3s.io/node-args`, a JSON list). Without that
 * annotation nothing in the API tells it: `unknown`.
 */
export function nodeDefaultOf(node: NodeFact): 'nvidia' | 'other' | 'unknown' {
  const raw = node.annotations['k3s.io/node-args'];
  if (raw === undefined) return 'unknown';
  let args: unknown;
  try {
    args = JSON.parse(raw);
  } catch {
    return 'unknown';
  }
  if (!Array.isArray(args)) return 'unknown';
  const at = args.findIndex((a) => typeof a === 'string' && (a === '--default-runtime' || a.startsWith('--default-runtime=')));
  if (at < 0) return 'other';
  const value = String(args[at]).includes('=') ? String(args[at]).split('=')[1] : String(args[at + 1] ?? '');
  return value?.startsWith('nvidia') ? 'nvidia' : 'other';
}
