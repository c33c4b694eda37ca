import 'server-only';
import type { Actor } from '@/lib/domain/actor';
import { toIso } from '@/lib/domain/clock';
import { AppError } from '@/lib/domain/errors';
import type { CvatTokenTest } from '@/lib/domain/rows/cvat-token';
import { say } from '@/lib/domain/text';
import type { Container } from '@/lib/server/container';
import { testCvatToken } from '@/lib/server/cvat-token/test-cvat-token';

type Needs = Pick<Container, 'cvatToken' | 'cvatWith' | 'ledger' | 'prober' | 'clock'>;

/**
 * Tests the token, and keeps it only where CVAT takes it. Throws cvat-denied for a wrong one, the reason where CVAT could not be asked, and
 * invalid-input while LOUPE_CVAT_TOKEN is set. The ledger has every attempt, and never the value.
 */
export async function enterCvatToken({ cvatToken, cvatWith, ledger, prober, clock }: Needs, actor: Actor, token: string): Promise<CvatTokenTest> {
  const { origin } = cvatToken.state;
  if (origin === 'environment') throw new AppError('invalid-input', { text: say('setup.token.fromEnvironment') });
  const test = await testCvatToken(cvatWith(token), toIso(clock.now()));
  const entry = { event: 'setting-changed', target: 'cvat-token', actor } as const;
  if (test.outcome !== 'works') {
    await ledger.append({ ...entry, outcome: test.outcome === 'refused' ? 'refused' : 'failed', detail: { change: 'entered', reason: test.reason } });
    throw notKept(test);
  }
  await ledger.append({ ...entry, detail: { change: origin === 'none' ? 'entered' : 'replaced', user: test.user } });
  await cvatToken.keep(token, actor.name, test);
  askAgain(prober);
  return test;
}

/** Forgets the entered token; what needs one says so from now on. */
export async function removeCvatToken({ cvatToken, prober }: Pick<Needs, 'cvatToken' | 'prober'>): Promise<void> {
  await cvatToken.remove();
  askAgain(prober);
}

/** Asks CVAT with the token in use and notes what it said. Throws not-configured where there is none. */
export async function retestCvatToken({ cvatToken, cvatWith, prober, clock }: Omit<Needs, 'ledger'>): Promise<CvatTokenTest> {
  const token = await cvatToken.token();
  if (token === undefined) throw new AppError('not-configured');
  const test = await testCvatToken(cvatWith(token), toIso(clock.now()));
  cvatToken.tested(test);
  askAgain(prober);
  return test;
}

/** What needs the token is read now, not in its turn. */
function askAgain(prober: Needs['prober']): void {
  for (const part of ['cvatModels', 'inferenceRequests', 'cloudStorages'] as const) void prober.ask(part);
}

function notKept({ outcome, reason = 'cvat-failed', cvatVersion = '' }: CvatTokenTest): AppError {
  if (outcome === 'refused') return new AppError('cvat-denied', { text: say('setup.token.refused', { version: cvatVersion }) });
  return new AppError(reason, { text: say('setup.token.unanswered', { reason: reason.replaceAll('-', '_') }) });
}
