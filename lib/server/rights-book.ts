import 'server-only';
import type { Clock } from '@/lib/domain/clock';
import type { RbacRule } from '@/lib/domain/plan';
import type { RightPlace } from '@/lib/domain/rights/right';

export type Held = 'yes' | 'no' | 'unknown';

/** A rule and where it has to be held: a model's Deployment may stand in another namespace than CVAT's. */
export type PlacedRule = RbacRule & { readonly places: readonly RightPlace[] };

interface Question {
  readonly rule: PlacedRule;
  readonly namespace: string | undefined;
}

interface RightsBookDeps {
  readonly rules: readonly PlacedRule[];
  /** The namespace of each place, as of now; undefined for the cluster. */
  readonly namespaceOf: (place: RightPlace) => string | undefined;
  readonly mayDo: (rule: RbacRule, namespace: string | undefined) => Promise<Held>;
}

/** Which rights Loupe's account holds, as last asked. Advice for people: the API server's refusal is the truth. */
export interface RightsBook {
  /** `no` as soon as one of its places lacks it, `unknown` until all were asked. */
  held(rule: PlacedRule): Held;
  /** The same for one of its places, by namespace; undefined for the cluster. */
  heldIn(rule: Pick<RbacRule, 'apiGroup' | 'resource' | 'verbs'>, namespace: string | undefined): Held;
  /** Asks for every rule, one after the other. Answers whether anything changed; never rejects. */
  refresh(): Promise<boolean>;
  /** Asks for every rule once in `roundMs`, with equal pauses between them, until the signal. `onChange` is called for each answer that is another one. */
  keepAsking(options: { readonly roundMs: number; readonly clock: Pick<Clock, 'sleep'>; readonly signal: AbortSignal; onChange(): void }): Promise<void>;
}

export function createRightsBook({ rules, namespaceOf, mayDo }: RightsBookDeps): RightsBook {
  const answers = new Map<string, Held>();
  const questionsOf = (rule: PlacedRule): Question[] => rule.places.map((place) => ({ rule, namespace: rule.namespaced ? namespaceOf(place) : undefined }));
  const questions = () => new Map(rules.flatMap(questionsOf).map((question) => [keyOf(question), question]));
  /** Answers whether the answer is another one. */
  const ask = async (question: Question): Promise<boolean> => {
    const key = keyOf(question);
    const before = answers.get(key);
    const answer = await mayDo(question.rule, question.namespace).catch((): Held => 'unknown');
    // "Could not be asked" does not undo what was known.
    if (answer === before || (answer === 'unknown' && before)) return false;
    answers.set(key, answer);
    return true;
  };
  return {
    held: (rule) => {
      const held = questionsOf(rule).map((question) => answers.get(keyOf(question)) ?? 'unknown');
      return held.includes('no') ? 'no' : held.includes('unknown') ? 'unknown' : 'yes';
    },
    heldIn: (rule, namespace) => answers.get(keyOf({ rule, namespace })) ?? 'unknown',
    refresh: async () => {
      let changed = false;
      for (const question of questions().values()) changed = (await ask(question)) || changed;
      return changed;
    },
    keepAsking: async ({ roundMs, onChange, clock, signal }) => {
      while (!signal.aborted) {
        const round = [...questions().values()];
        if (round.length === 0) await clock.sleep(roundMs, signal).catch(() => undefined);
        for (const question of round) {
          await clock.sleep(roundMs / round.length, signal).catch(() => undefined);
          if (signal.aborted) return;
          if (await ask(question)) onChange();
        }
      }
    },
  };
}

function keyOf({ rule, namespace }: { readonly rule: Pick<RbacRule, 'apiGroup' | 'resource' | 'verbs'>; readonly namespace: string | undefined }): string {
  return `${rule.apiGroup}/${rule.resource}/${[...rule.verbs].sort().join(',')}/${namespace ?? ''}`;
}
