import 'server-only';
import { request as httpRequest } from 'undici';
import type { Clock } from '@/lib/domain/clock';
import { assertObjectName } from '@/lib/domain/dns-name';
import { AppError, hasCode } from '@/lib/domain/errors';
import type { NodeFact } from '@/lib/domain/facts/cluster';
import { isCertificateFailure } from '@/lib/k8s/api-error';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { startDeadline } from '@/lib/k8s/deadline';
import { readJson, readText } from '@/lib/k8s/read-body';

const RIGHT = 'get nodes/stats';
const TIMEOUT_MS = 5_000;
/** Claims and node disks are read from the same answer; the kubelet itself measures about once a minute. */
const SHARED_MS = 5_000;
/** A kubelet that cannot be reached from here is asked ever more rarely: each question costs the whole wait, and `df` answers meanwhile. */
const FIRST_PAUSE_MS = 45_000;
const MAX_PAUSE_MS = 5 * 60_000;

export interface KubeletStatsOptions {
  readonly connection: ClusterConnection;
  readonly clock: Clock;
  /** Where the kubelets are, with `{node}` for the name; undefined = `https://<node address>:<kubelet port>` as this account. */
  readonly urlTemplate?: string | undefined;
}

/** Asks one node's kubelet for its summary, without going through the API server's proxy, which would need `nodes/proxy`. */
export interface KubeletStats {
  /** Throws `cluster-denied` with the missing right, `cluster-unreachable` (`reason`: connection, or certificate: not signed by the cluster), `timed-out`. */
  summary(node: NodeFact): Promise<unknown>;
}

export function createKubeletStats({ connection, clock, urlTemplate }: KubeletStatsOptions): KubeletStats {
  const recent = new Map<string, { readonly at: number; readonly answer: Promise<unknown> }>();
  const silent = new Map<string, { readonly pauseMs: number; readonly until: number; readonly error: AppError }>();

  async function askUnlessSilent(node: NodeFact): Promise<unknown> {
    const known = silent.get(node.name);
    if (known && clock.now() < known.until) throw known.error;
    try {
      const answer = await ask(node);
      silent.delete(node.name);
      return answer;
    } catch (error) {
      if (!hasCode(error, 'timed-out', 'cluster-unreachable')) throw error;
      const pauseMs = known ? Math.min(known.pauseMs * 2, MAX_PAUSE_MS) : FIRST_PAUSE_MS;
      silent.set(node.name, { pauseMs, until: clock.now() + pauseMs, error });
      throw error;
    }
  }

  async function ask(node: NodeFact): Promise<unknown> {
    const deadline = startDeadline(clock, TIMEOUT_MS, RIGHT);
    try {
      const { headers, tls } = urlTemplate ? { headers: {}, tls: {} } : await connection.credentials();
      // Whoever gave up checking the API server's certificate did not give up the token to whatever has a node's address.
      if (tls.rejectUnauthorized === false) throw untrusted(node);
      const dispatcher = urlTemplate ? undefined : await connection.dispatcher();
      const answer = await httpRequest(urlOf(node, urlTemplate), {
        headers,
        signal: deadline.signal,
        ...(dispatcher ? { dispatcher } : {}),
      });
      if (answer.statusCode === 200) return await readJson(answer.body, RIGHT);
      await readText(answer.body, RIGHT).catch(() => '');
      throw refusal(answer.statusCode);
    } catch (cause) {
      if (deadline.signal.aborted) throw deadline.signal.reason;
      if (cause instanceof AppError) throw cause;
      const reason = isCertificateFailure(cause) ? 'certificate' : 'connection';
      throw new AppError('cluster-unreachable', { params: { right: RIGHT, reason }, detail: `kubelet of ${node.name}`, cause });
    } finally {
      deadline.met();
    }
  }

  return {
    summary(node) {
      const kept = recent.get(node.name);
      if (kept && clock.now() - kept.at < SHARED_MS) return kept.answer;
      const answer = askUnlessSilent(node);
      recent.set(node.name, { at: clock.now(), answer });
      return answer;
    },
  };
}

function urlOf(node: NodeFact, template: string | undefined): string {
  const name = assertObjectName(node.name);
  if (template) return `${template.replace('{node}', name).replace(/\/(stats\/summary)?$/, '')}/stats/summary`;
  const [address] = node.addresses;
  if (address === undefined) throw new AppError('cluster-unreachable', { params: { right: RIGHT }, detail: `node ${name} has no address` });
  return `https://${address.includes(':') ? `[${address}]` : address}:${node.kubeletPort ?? 10250}/stats/summary`;
}

function untrusted(node: NodeFact): AppError {
  return new AppError('cluster-unreachable', {
    params: { right: RIGHT, reason: 'certificate' },
    detail: `kubelet of ${node.name}: certificates are not checked`,
  });
}

function refusal(status: number): AppError {
  if (status === 401 || status === 403) return new AppError('cluster-denied', { params: { right: RIGHT, reason: `HTTP ${status}` } });
  return new AppError(status === 404 ? 'not-found' : 'cluster-failed', { params: { status, reason: 'kubelet' } });
}
