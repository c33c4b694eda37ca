import 'server-only';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { RunRecord } from '@/lib/domain/ports/stores';
import type { AnswerListener } from '@/lib/k8s/request-label';
import { type MetricRows, metricSamples, rowMetrics } from '@/lib/server/metrics/row-metrics';

/** What a scrape needs to know; read at the moment of the scrape, so that idle hours cost nothing. */
export interface MetricSources {
  readonly rows: () => MetricRows;
  /** Pages open in browsers. */
  readonly viewers: () => number;
  /** Milliseconds, the API server's clock. */
  readonly now: () => number;
}

export interface Metrics {
  /** The exposition, with what was counted so far. */
  text(): Promise<string>;
  readonly contentType: string;
  /** From now on a scrape answers with these, too. */
  attach(sources: MetricSources): void;
  readonly apiAnswered: AnswerListener;
  passEnded(tookMs: number): void;
  /** Counts a run when its outcome stands; told again of the same run it counts nothing. */
  runChanged(run: Pick<RunRecord, 'id' | 'status' | 'plan'>): void;
}

/** Loupe's own figures for Prometheus. Names and labels are a promise (docs/metrics.md); what is not known has no sample, never a zero. */
export function createMetrics(version: string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({ registers, name: 'loupe_build_info', help: 'Always 1; the version is the label.', labelNames: ['version'] }).set({ version }, 1);
  const requests = new Counter({
    ...{ registers, name: 'loupe_api_requests_total', labelNames: ['verb', 'resource', 'code'] },
    help: 'Calls to the API server by the status of the answer; code 0 = no answer. A watch counts once, when it opens.',
  });
  const runs = new Counter({
    ...{ registers, name: 'loupe_runs_total', labelNames: ['remediation', 'outcome'] },
    help: 'Runs that ended since this process began, by outcome.',
  });
  const passes = new Histogram({
    ...{ registers, name: 'loupe_check_pass_seconds', buckets: [0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5] },
    help: 'One pass over all checks, until its findings are filed.',
  });
  const counted = new Set<string>();
  let sources: MetricSources | undefined;
  for (const { name, help, labels } of rowMetrics) {
    const gauge: Gauge<string> = new Gauge({
      ...{ registers, name, help, labelNames: [...labels] },
      collect: () => {
        gauge.reset();
        if (!sources) return;
        for (const [labelled, value] of metricSamples[name](sources.rows(), sources.now())) gauge.set({ ...labelled }, value);
      },
    });
  }
  const viewers: Gauge = new Gauge({
    ...{ registers, name: 'loupe_viewers', help: 'Pages that are open in browsers and fed with changes.' },
    collect: () => viewers.set(sources?.viewers() ?? 0),
  });

  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    attach: (given) => {
      sources = given;
    },
    apiAnswered: ({ verb, resource }, status) => requests.inc({ verb, resource, code: String(status) }),
    passEnded: (tookMs) => passes.observe(tookMs / 1_000),
    runChanged: ({ id, status, plan }) => {
      // A run that was taken back ended before, and was counted then.
      if (status === 'running' || status === 'verifying' || status === 'undone' || counted.has(id)) return;
      counted.add(id);
      runs.inc({ remediation: plan.remediationId, outcome: status });
    },
  };
}
