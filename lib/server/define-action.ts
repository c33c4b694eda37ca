import 'server-only';
import { headers } from 'next/headers';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { ZodType } from 'zod';
import type { ActionAnswer } from '@/lib/domain/action-answer';
import type { Actor, Permission } from '@/lib/domain/actor';
import type { AuditDraft } from '@/lib/domain/audit-entry';
import { AppError, hasCode } from '@/lib/domain/errors';
import { type Container, getContainer } from '@/lib/server/container';
import { toFailure } from '@/lib/server/failure';
import { assertSameOrigin } from '@/lib/server/same-origin';
import { requirePermission } from '@/lib/server/session';

interface ActionDefinition<Input, T> {
  /** Verb and noun, for the log and the ledger. */
  readonly name: string;
  readonly permission: Permission;
  readonly input: ZodType<Input>;
  /** What to write to the ledger before acting. Absent only for actions whose own runner writes it (runs). */
  readonly audit?: (input: Input) => Pick<AuditDraft, 'event' | 'target' | 'detail'>;
  run(input: Input, ctx: { readonly actor: Actor; readonly container: Container }): Promise<T>;
}

const perActor = new RateLimiterMemory({ points: 60, duration: 60, keyPrefix: 'action' });

/**
 * The one way to change anything from a page. In this order: session, role, origin, input, rate, ledger, act. What is refused for want of a
 * right is recorded too. Known errors answer their sentence, unknown ones an event id that stands in the log.
 */
export function defineAction<Input, T>(definition: ActionDefinition<Input, T>): (raw: unknown) => Promise<ActionAnswer<T>> {
  return async (raw) => {
    const container = await getContainer();
    try {
      const actor = await permitted(definition, container);
      const input = definition.input.safeParse(raw);
      if (!input.success) return { ok: false, error: invalid(input.error.issues) };
      await withinRate(actor);
      if (definition.audit) await container.ledger.append({ ...definition.audit(input.data), actor });
      return { ok: true, data: await definition.run(input.data, { actor, container }) };
    } catch (error) {
      return { ok: false, error: toFailure(error, { action: definition.name }) };
    }
  };
}

async function permitted<Input, T>(definition: ActionDefinition<Input, T>, container: Container): Promise<Actor> {
  try {
    const actor = await requirePermission(definition.permission);
    assertSameOrigin(await headers(), container.origins);
    return actor;
  } catch (error) {
    if (hasCode(error, 'forbidden', 'wrong-origin')) await recordDenied(definition.name, container, error.code);
    throw error;
  }
}

async function recordDenied(action: string, container: Container, code: string): Promise<void> {
  const actor = await requirePermission('read').catch(() => undefined);
  await container.ledger.append({ event: 'action-denied', outcome: code, actor: actor ?? { name: 'unknown' }, detail: { action } });
}

async function withinRate(actor: Actor): Promise<void> {
  try {
    await perActor.consume(actor.id);
  } catch {
    throw new AppError('rate-limited', { params: { seconds: 60 } });
  }
}

function invalid(issues: readonly { readonly path: PropertyKey[]; readonly message: string }[]) {
  const fields = Object.fromEntries(issues.map((i) => [i.path.map(String).join('.') || 'input', i.message]));
  const failure = toFailure(new AppError('invalid-input', { params: { field: Object.keys(fields)[0] ?? 'input' } }), {});
  return { ...failure, fields };
}
