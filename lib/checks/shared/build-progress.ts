import type { FunctionFact } from '@/lib/domain/facts/models';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { JobFact } from '@/lib/domain/facts/workload';
import { isLive } from './workload-groups';

export interface BuildProgress {
  /** The newest build Job that names the function; Nuclio labels none, so the name has to do. */
  readonly job: JobFact | undefined;
  /** Whether that Job still works. */
  readonly live: boolean;
  /** The last sign of life: a log entry, the start of the Job. Undefined where there is none left. */
  readonly lastSign: string | undefined;
  /** When the dashboard that would be building was started; a build lives in its memory only. */
  readonly dashboardSince: string | undefined;
}

/** What is known of the build of a function in state `building`. */
export function buildProgressOf(fn: FunctionFact, jobs: readonly JobFact[], pods: readonly PodFact[]): BuildProgress {
  const job = jobs
    .filter((j) => j.namespace === fn.namespace && buildsFunction(j.name, fn.name))
    .sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt))[0];
  const signs = [...fn.lastLogs.map((l) => l.at), job?.createdAt].filter((at): at is string => at !== undefined && !Number.isNaN(Date.parse(at)));
  const dashboard = pods.find((p) => isLive(p) && p.labels['nuclio.io/app'] === 'dashboard');
  const started = dashboard?.containers.find((c) => !c.init && c.state.kind === 'running')?.state.startedAt;
  return {
    job,
    live: job !== undefined && job.active > 0,
    lastSign: signs.sort((a, b) => Date.parse(b) - Date.parse(a))[0],
    dashboardSince: started ?? dashboard?.createdAt,
  };
}

/** `nuclio-kanikojob.nuclioprocessoryolo11xcvatdetectorgpulatest.x1y2z3` carries the function's name without its dashes; newer versions keep them. */
function buildsFunction(job: string, fn: string): boolean {
  const bare = (text: string) => text.replace(/[^a-z0-9]/g, '');
  return /^nuclio-[a-z]+job\b/.test(job) && bare(job).includes(bare(fn));
}
