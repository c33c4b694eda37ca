import 'server-only';
import { checks as allChecks } from '@/lib/checks/registry.generated';
import { type Clock, systemClock, toIso } from '@/lib/domain/clock';
import type { ReleaseSearch } from '@/lib/domain/discovery/release-candidate';
import { AppError } from '@/lib/domain/errors';
import { defaultThresholds } from '@/lib/domain/installation';
import { say } from '@/lib/domain/text';
import { connectCluster } from '@/lib/k8s/connect';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { ownNamespace } from '@/lib/k8s/discovery/own-namespace';
import { readOwnAccount } from '@/lib/k8s/own-account';
import { remediations } from '@/lib/remediations/registry.generated';
import { judge } from '@/lib/server/doctor/judge';
import { findInstallation, openLook } from '@/lib/server/doctor/open-look';
import { type DoctorOptions, readOptions, UsageError } from '@/lib/server/doctor/options';
import { printExplain } from '@/lib/server/doctor/print-explain';
import { printJunit } from '@/lib/server/doctor/print-junit';
import { printSarif } from '@/lib/server/doctor/print-sarif';
import { printSetup } from '@/lib/server/doctor/print-setup';
import { printTable } from '@/lib/server/doctor/print-table';
import { createPaint, oneLine } from '@/lib/server/doctor/printable';
import { type DoctorReport, makeReport } from '@/lib/server/doctor/report';
import { lookAtSetup } from '@/lib/server/doctor/setup-look';
import { type Env, EnvError, readEnv } from '@/lib/server/env';
import { inEnglish } from '@/lib/server/v1/english';
import { openReach } from '@/lib/server/wiring/reach';
import { createClusterClock } from '@/lib/snapshot/cluster-clock';

/** 0: healthy. 1: findings. 2: could not look, or was asked for what there is not. */
export type DoctorExit = 0 | 1 | 2;

export interface DoctorIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether `out` is a terminal that people read. */
  readonly isTerminal: boolean;
  /** The machine's clock. */
  readonly clock?: Clock;
}

/** Everything is over within a minute, whatever does not answer. */
const PATIENCE_MS = 55_000;
const EXIT = { healthy: 0, findings: 1, 'could-not-look': 2 } as const;
const words = (key: string, params?: Record<string, string | number>) => inEnglish(say(`doctor.${key}`, params));

/** One look at an installation. Reads only: no ledger, no database, nothing that could change an object is opened. Never rejects. */
export async function runDoctor(argv: readonly string[], io: DoctorIo): Promise<DoctorExit> {
  try {
    const ids = allChecks.map(({ id }) => id);
    const options = readOptions(argv, ids);
    if (options.task === 'help') return said(io, words('help'));
    if (options.task === 'explain') return explained(io, options);
    return await withCluster(options, io);
  } catch (error) {
    io.err(`${oneLine(reasonOf(error))}\n`);
    return 2;
  }
}

function said(io: DoctorIo, text: string): DoctorExit {
  io.out(`${text}\n`);
  return 0;
}

function explained(io: DoctorIo, { explain, format }: DoctorOptions): DoctorExit {
  const check = allChecks.find(({ id }) => id === explain);
  if (!check) return 2;
  io.out(
    format === 'json' ? `${JSON.stringify({ ...check, remediations: remediationsFor(check.id) }, null, 2)}\n` : printExplain(check, remediationsFor(check.id)),
  );
  return 0;
}

function reasonOf(error: unknown): string {
  if (error instanceof UsageError || error instanceof EnvError) return error.message;
  if (error instanceof AppError && error.code === 'not-configured') return words('no-kubeconfig', { detail: error.detail ?? '' });
  if (error instanceof AppError) return `${inEnglish(error.userMessage)}${error.detail ? ` (${error.detail})` : ''}`;
  return words('failed');
}

async function withCluster(options: DoctorOptions, io: DoctorIo): Promise<DoctorExit> {
  const env = environment(options, io.env);
  const { version, clock: local = systemClock } = io;
  const connection = connectCluster({ kubeconfigPath: env.kubeconfig, context: options.context, version, clock: local });
  const reach = openReach(env, connection, version);
  try {
    return await lookOnce({ options, env, io, connection, reach, clock: createClusterClock(() => connection.skewMs, local) });
  } finally {
    await reach.close();
    await connection.close();
  }
}

/** What is said on the line counts before what the environment says. */
function environment({ kubeconfig, namespace, release }: DoctorOptions, source: DoctorIo['env']): Env {
  return readEnv({
    ...source,
    ...(kubeconfig === undefined ? {} : { KUBECONFIG: kubeconfig }),
    ...(namespace === undefined ? {} : { LOUPE_NAMESPACE: namespace }),
    ...(release === undefined ? {} : { LOUPE_RELEASE: release }),
  });
}

interface LookInput {
  readonly options: DoctorOptions;
  readonly env: Env;
  readonly io: DoctorIo;
  readonly connection: ClusterConnection;
  readonly reach: ReturnType<typeof openReach>;
  /** The API server's time. */
  readonly clock: Clock;
}

async function lookOnce({ options, env, io, connection, reach, clock }: LookInput): Promise<DoctorExit> {
  const deps = { env, version: io.version, connection, reach, clock };
  const begunAt = performance.now();
  const kubernetes = await connection.serverVersion();
  const home = options.context === undefined ? ownNamespace(env.kubeconfig) : undefined;
  const found = await findInstallation(deps, home === undefined ? [] : [home]);
  if (!('installation' in found)) return nothingToLookAt(found.search, options, io);
  const { installation } = found;
  const look = openLook(deps, installation);
  const endAt = clock.now() + PATIENCE_MS - (performance.now() - begunAt);
  const paint = createPaint(io.isTerminal && !io.env.NO_COLOR);
  try {
    if (options.task === 'setup') {
      const account = await readOwnAccount(connection);
      const rows = await lookAtSetup({ look, env, account, isInCluster: env.kubeconfig === undefined, clock, endAt });
      io.out(options.format === 'json' ? `${JSON.stringify(rows.map(spoken), null, 2)}\n` : printSetup(rows, paint));
      return rows.some(({ state }) => state === 'works' || state === 'partial') ? 0 : 2;
    }
    const checks = allChecks.filter(({ id }) => options.only === undefined || options.only.includes(id));
    const context = { installation, thresholds: defaultThresholds };
    const results = await judge({ checks, collect: look.collect, store: look.store, context, clock, endAt });
    const head = { loupe: io.version, at: toIso(clock.now()), cluster: connection.context, kubernetes };
    const report = makeReport({ ...head, installation, checks, results, remediationsFor });
    io.out(printed(report, options.format, () => printTable(report, paint)));
    return EXIT[report.result];
  } finally {
    look.stop();
  }
}

function printed(report: DoctorReport, format: DoctorOptions['format'], table: () => string): string {
  if (format === 'json') return `${JSON.stringify(report, null, 2)}\n`;
  if (format === 'sarif') return printSarif(report);
  return format === 'junit' ? printJunit(report) : table();
}

function remediationsFor(checkId: string): readonly string[] {
  return remediations.filter(({ resolves }) => resolves.includes(checkId)).map(({ id }) => id);
}

function spoken(row: Awaited<ReturnType<typeof lookAtSetup>>[number]) {
  const told = Object.entries(row).map(([key, value]) => [key, typeof value === 'object' && 'key' in value ? inEnglish(value) : value]);
  return Object.fromEntries(told);
}

/** None, or more than one to choose from: each with the words that choose it. */
function nothingToLookAt({ candidates, scope, missingRights }: ReleaseSearch, { namespace, release }: DoctorOptions, io: DoctorIo): DoctorExit {
  const places = scope.kind === 'cluster' ? words('everywhere') : scope.namespaces.join(', ');
  const wanted = candidates.filter((one) => (namespace ?? one.namespace) === one.namespace && (release ?? one.release) === one.release);
  const lines = (wanted.length > 0 ? wanted : candidates).map((one) => `  --namespace ${oneLine(one.namespace)} --release ${oneLine(one.release)}`);
  const told = wanted.length > 1 ? words('several') : candidates.length > 0 ? words('not-that-one') : words('none', { places });
  const rights = missingRights.length > 0 ? [words('none-rights', { rights: missingRights.join(', ') })] : [];
  io.err(`${[told, ...lines, ...rights].join('\n')}\n`);
  return 2;
}
