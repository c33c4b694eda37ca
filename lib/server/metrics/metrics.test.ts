import { afterEach, describe, expect, it } from 'vitest';
import type { Plan } from '@/lib/domain/plan';
import type { CheckRow, ClaimRow, FindingRow, ModelRow, SourceRow } from '@/lib/domain/rows/topics';
import { createMetrics, type Metrics } from '@/lib/server/metrics/metrics';
import type { MetricRows } from '@/lib/server/metrics/row-metrics';
import { type MetricsServer, serveMetrics } from '@/lib/server/metrics/serve-metrics';

const NOW = Date.parse('2026-11-22T10:00:00Z');
const row = <T>(given: Partial<T>) => given as T;
const rows: MetricRows = {
  head: undefined,
  findings: [
    row<FindingRow>({ checkId: 'volume-nearly-full', severity: 'critical' }),
    row<FindingRow>({ checkId: 'volume-nearly-full', severity: 'critical' }),
    row<FindingRow>({ checkId: 'volume-nearly-full', severity: 'warning', resolvedAt: '2026-11-22T09:00:00Z' }),
  ],
  checks: [
    row<CheckRow>({ id: 'volume-nearly-full', outcome: 'found' }),
    row<CheckRow>({ id: 'pod-crash-loop', outcome: 'ok' }),
    row<CheckRow>({ id: 'kvrocks-nearly-full', outcome: 'unknown' }),
  ],
  claims: [
    row<ClaimRow>({ namespace: 'cvat', name: 'data', usedBytes: 5, capacityBytes: 10, source: { kind: 'kubelet' } }),
    row<ClaimRow>({ namespace: 'cvat', name: 'unmeasured', missing: 'not-mounted' }),
  ],
  models: [row<ModelRow>({ id: 'm1', functionName: 'yolo', state: 'broken' })],
  sources: [
    row<SourceRow>({ id: 'pods', state: 'live', asOf: '2026-11-22T09:59:30Z' }),
    row<SourceRow>({ id: 'cvatModels', state: 'not-configured' }),
    row<SourceRow>({ id: 'kvrocks', state: 'denied' }),
  ],
};

function scraped(given: MetricRows = rows): Metrics {
  const metrics = createMetrics('1.2.3');
  metrics.attach({ rows: () => given, viewers: () => 2, now: () => NOW });
  return metrics;
}

describe('metrics', () => {
  it('counts open findings of judged checks, and is silent about one that could not be judged', async () => {
    const text = await scraped().text();
    expect(text).toContain('loupe_findings{check="volume-nearly-full",severity="critical"} 2');
    expect(text).toContain('loupe_findings{check="volume-nearly-full",severity="warning"} 0');
    expect(text).toContain('loupe_findings{check="pod-crash-loop",severity="critical"} 0');
    expect(text).not.toContain('loupe_findings{check="kvrocks-nearly-full"');
    expect(text).toContain('loupe_check_outcome{check="kvrocks-nearly-full",outcome="unknown"} 1');
  });

  it('gives a level only where one was measured', async () => {
    const text = await scraped().text();
    expect(text).toContain('loupe_fill_used_bytes{namespace="cvat",claim="data",source="kubelet"} 5');
    expect(text).toContain('loupe_fill_capacity_bytes{namespace="cvat",claim="data",source="kubelet"} 10');
    expect(text).not.toContain('claim="unmeasured"');
  });

  it('says the state of a model and the age and reach of sources', async () => {
    const text = await scraped().text();
    expect(text).toContain('loupe_model_state{model="yolo",state="broken"} 1');
    expect(text).toContain('loupe_model_state{model="yolo",state="ready"} 0');
    expect(text).toContain('loupe_source_age_seconds{source="pods"} 30');
    expect(text).toContain('loupe_source_up{source="kvrocks"} 0');
    expect(text).not.toContain('loupe_source_up{source="cvatModels"}');
  });

  it('drops the samples of what is gone by the next scrape', async () => {
    let now = rows;
    const metrics = createMetrics('1.2.3');
    metrics.attach({ rows: () => now, viewers: () => 0, now: () => NOW });
    expect(await metrics.text()).toContain('claim="data"');
    now = { ...rows, claims: [] };
    expect(await metrics.text()).not.toContain('claim="data"');
  });

  it('counts calls, runs and passes', async () => {
    const metrics = scraped();
    metrics.apiAnswered({ verb: 'list', resource: 'pods' }, 200);
    metrics.apiAnswered({ verb: 'list', resource: 'pods' }, 200);
    const run = { id: 'r', plan: row<Plan>({ remediationId: 'expand-volume' }) };
    for (const status of ['running', 'verifying', 'verified', 'undone'] as const) metrics.runChanged({ ...run, status });
    metrics.passEnded(150);
    const text = await metrics.text();
    expect(text).toContain('loupe_api_requests_total{verb="list",resource="pods",code="200"} 2');
    expect(text).toContain('loupe_runs_total{remediation="expand-volume",outcome="verified"} 1');
    expect(text).not.toContain('outcome="undone"');
    expect(text).toContain('loupe_check_pass_seconds_bucket{le="0.2"} 1');
    expect(text).toContain('loupe_check_pass_seconds_bucket{le="0.1"} 0');
    expect(text).toContain('loupe_viewers 2');
    expect(text).toContain('loupe_build_info{version="1.2.3"} 1');
  });
});

describe('the address for scrapes', () => {
  let server: MetricsServer | undefined;
  afterEach(() => server?.close());

  it('answers GET /metrics and nothing else', async () => {
    server = await serveMetrics(scraped(), { host: '127.0.0.1', port: 0 });
    const base = `http://127.0.0.1:${server.port}`;
    const answer = await fetch(`${base}/metrics`);
    expect(answer.headers.get('content-type')).toContain('version=0.0.4');
    expect(await answer.text()).toContain('loupe_findings');
    expect((await fetch(`${base}/api/findings`)).status).toBe(404);
    expect((await fetch(`${base}/metrics`, { method: 'POST' })).status).toBe(404);
  });
});
