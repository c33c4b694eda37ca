import 'server-only';
import type { RbacRule } from '@/lib/domain/plan';
import type { RightPlace } from '@/lib/domain/rights/right';

export type Held = 'yes' | 'no' | 'unknown';

/** A rule and where it has to be held: a model's Deployment may stand in another namespace than CVAT's. */
export type PlacedRule = RbacRule & { readonly places: readonly RightPlace[] };

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
  /** Asks for every rule, a few at a time. Answers whether anything changed; never rejects. */
  refresh(): Promise<boolean>;
}

export function createRightsBook({ rules, namespaceOf, mayDo }: RightsBookDeps): RightsBook {
  const answers = new Map<string, Held>();
  const questionsOf = (rule: PlacedRule) => rule.places.map((place) => ({ rule, namespace: rule.namespaced ? namespaceOf(place) : undefined }));
  return {
    held: (rule) => {
      const held = questionsOf(rule).map((question) => answers.get(keyOf(question)) ?? 'unknown');
      return held.includes('no') ? 'no' : held.includes('unknown') ? 'unknown' : 'yes';
    },
    heldIn: (rule, namespace) => answers.get(keyOf({ rule, namespace })) ?? 'unknown',
    refresh: async () => {
      let changed = false;
      const distinct = new Map(rules.flatMap(questionsOf).map((question) => [keyOf(question), question]));
      for (const [key, { rule, namespace }] of distinct) {
        const answer = await mayDo(rule, namespace).catch((): Held => 'unknown');
        // "Could not be asked" does not undo what was known.
        if (answer === 'unknown' && answers.has(key)) continue;
        changed ||= answers.get(key) !== answer;
        answers.set(key, answer);
      }
      return changed;
    },
  };
}

function keyOf({ rule, namespace }: { readonly rule: Pick<RbacRule, 'apiGroup' | 'resource' | 'verbs'>; readonly namespace: string | undefined }): string {
  return `${rule.apiGroup}/${rule.resource}/${[...rule.verbs].sort().join(',')}/${namespace ?? ''}`;
}
