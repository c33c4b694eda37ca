/**
 * Loupe's container in a process of its own, without pages: told over IPC to repair something, it does so through the engine's door, and kills or freezes the API server
 * (and itself) at the moment it was told. Listeners of the engine are called at once and a signal is sent at once, so nothing of the engine runs in between.
 */

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
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

const container = await withInstallation();
container.engine.onChange((run) => {
  disturb(run);
  if (isOver(run)) say({ kind: 'ended', run });
});

async function findingOf({ checkId, subject }: Begin): Promise<string> {
  for (const until = Date.now() + PATIENCE_MS; ; ) {
    const open = await container.findings.listOpen();
    const found = open.find((finding) => finding.checkId === checkId && finding.confirmedAt && (!subject || finding.subject.name === subject));
    if (found) return found.id;
    if (Date.now() > until) throw new Error(`no finding of ${checkId}; open: ${open.map((finding) => finding.checkId).join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

async function begin(command: Begin): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const findingId = await findingOf(command);
    const answer = await container.engine.plan({ kind: 'plan', findingId, remediationId: command.remediationId, input: {}, actor });
    if (answer.kind === 'not-possible') throw new Error(`not possible: ${JSON.stringify(answer.reason)}`);
    const { id, digest, plan } = answer.record;
    disturbance = command.disturbance;
    const confirmation = plan.confirm === undefined ? {} : { confirmation: plan.confirm };
    try {
      say({ kind: 'begun', run: await container.engine.submit({ kind: 'submit', planId: id, digest, ...confirmation, actor }) });
      return;
    } catch (error) {
      // The cluster is still settling from the fault: a person would look at the new plan, or wait until there can be one.
      if (!(error instanceof AppError) || !['plan-changed', 'plan-not-possible'].includes(error.code) || tries === 10) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}

process.on('message', (command: Begin) => {
  begin(command).catch((error: unknown) => {
    disturbance = undefined;
    say({
      kind: 'not-begun',
      why: error instanceof Error ? `${error.message} ${JSON.stringify((error as { params?: unknown }).params ?? '')}` : String(error),
    });
  });
});
say({ kind: 'ready' });
// Started again after a loss: the run it left may be settled already.
const [last] = process.env.CHAOS_AGAIN ? await container.runs.list({ limit: 1 }) : [];
if (last && isOver(last)) say({ kind: 'ended', run: last });
