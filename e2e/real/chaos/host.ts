/**
 * Loupe's container in a process of its own, without pages: told over IPC to repair something, it does so through the engine's door, and kills or freezes the API server
 * (and itself) at the moment it was told. Listeners of the engine are called at once and a signal is sent at once, so nothing of the engine runs in between.
 */

import { systemClock } from '../../../lib/domain/clock';
import { AppError } from '../../../lib/domain/errors';
import type { RunRecord } from '../../../lib/domain/ports/stores';
import type { Container } from '../../../lib/server/container';
import { getEnv } from '../../../lib/server/env';
import { openHost } from '../../../lib/server/host';
import type { Begin, Disturbance, HostMessage } from './protocol';

const PATIENCE_MS = 90_000;
const actor = { id: 'chaos', name: 'chaos', role: 'admin' as const };
const say = (message: HostMessage) => process.send?.(message);
const isOver = ({ status }: RunRecord) => status !== 'running' && status !== 'verifying';

let disturbance: Disturbance | undefined;
let current: Begin | undefined;

function isTime(run: RunRecord, { step, moment }: Disturbance): boolean {
  if (step === 'verifying') return run.status === 'verifying';
  const record = run.steps.find(({ id }) => id === step);
  if (moment === 'calling') return record?.call !== undefined;
  return record?.state === moment;
}

function disturb(run: RunRecord): void {
  if (!disturbance || !isTime(run, disturbance)) return;
  const { apiServerPid, signal, self } = disturbance;
  disturbance = undefined;
  process.kill(apiServerPid, signal);
  if (self) process.kill(process.pid, 'SIGKILL');
  say({ kind: 'disturbed' });
}

const host = await openHost(getEnv());

/** Loupe starts at once and looks for the installation then: this is the container that has found it. */
async function withInstallation(): Promise<Container> {
  for (const until = Date.now() + PATIENCE_MS; ; ) {
    const container = await host.container();
    if (container.installation) return container;
    if (Date.now() > until) throw new Error('no installation was found');
    await systemClock.sleep(300);
  }
}

const container = await withInstallation();
container.engine.onChange((run) => {
  disturb(run);
  if (!isOver(run)) return;
  // Refused before its time: the object was still being written. Somebody would look at a new plan.
  if (run.status === 'refused' && disturbance && current) return void start(current);
  say({ kind: 'ended', run });
});

async function findingOf({ checkId, subject }: Begin): Promise<string> {
  for (const until = Date.now() + PATIENCE_MS; ; ) {
    const open = await container.findings.listOpen();
    const found = open.find((finding) => finding.checkId === checkId && finding.confirmedAt && (!subject || finding.subject.name === subject));
    if (found) return found.id;
    if (Date.now() > until) throw new Error(`no finding of ${checkId}; open: ${open.map((finding) => finding.checkId).join(', ')}`);
    await systemClock.sleep(300);
  }
}

/** What the case before has left settles: an object that changes, a pod that is replaced, a source that could not be asked. A person would try again too. */
const settling: readonly string[] = [
  'not-read-yet',
  'plan-changed',
  'plan-not-possible',
  'endpoint-unreachable',
  'cvat-unreachable',
  'cvat-failed',
  'cluster-unreachable',
];

async function begin(command: Begin): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; ; await systemClock.sleep(1_000)) {
    try {
      const findingId = await findingOf(command);
      const answer = await container.engine.plan({ kind: 'plan', findingId, remediationId: command.remediationId, input: {}, actor });
      if (answer.kind === 'not-possible') throw new AppError('plan-not-possible', { text: answer.reason, detail: JSON.stringify(answer.reason) });
      const { id, digest, plan } = answer.record;
      disturbance = command.disturbance;
      const confirmation = plan.confirm === undefined ? {} : { confirmation: plan.confirm };
      say({ kind: 'begun', run: await container.engine.submit({ kind: 'submit', planId: id, digest, ...confirmation, actor }) });
      return;
    } catch (error) {
      if (!(error instanceof AppError) || !settling.includes(error.code) || Date.now() > until) throw error;
    }
  }
}

function start(command: Begin): void {
  current = command;
  begin(command).catch((error: unknown) => {
    disturbance = undefined;
    say({
      kind: 'not-begun',
      why: error instanceof Error ? `${error.message} ${JSON.stringify((error as { params?: unknown }).params ?? '')}` : String(error),
    });
  });
}
process.on('message', start);
say({ kind: 'ready' });
// Started again after a loss: the run it left may be settled already.
const [last] = process.env.CHAOS_AGAIN ? await container.runs.list({ limit: 1 }) : [];
if (last && isOver(last)) say({ kind: 'ended', run: last });
