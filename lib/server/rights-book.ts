import 'server-only';
import type { RbacRule } from '@/lib/domain/plan';

type Held = 'yes' | 'no' | 'unknown';

interface RightsBookDeps {
  readonly rules: readonly RbacRule[];
  readonly namespace: string;
  readonly mayDo: (rule: RbacRule, namespace: string | undefined) => Promise<Held>;
}

/** Which rights Loupe's account holds, as last asked. Advice for people: the API server's refusal is the truth. */
export interface RightsBook {
  held(rule: RbacRule): Held;
  /** Asks for every rule, a few at a time. Answers whether anything changed; never rejects. */
  refresh(): Promise<boolean>;
}

export function createRightsBook({ rules, namespace, mayDo }: RightsBookDeps): RightsBook {
  const answers = new Map<string, Held>();
  const distinct = new Map(rules.map((rule) => [keyOf(rule), rule]));
  return {
    held: (rule) => answers.get(keyOf(rule)) ?? 'unknown',
    refresh: async () => {
      let changed = false;
      for (const [key, rule] of distinct) {
        const answer = await mayDo(rule, rule.namespaced ? namespace : undefined).catch((): Held => 'unknown');
        // "Could not be asked" does not undo what was known.
        if (answer === 'unknown' && answers.has(key)) continue;
        changed ||= answers.get(key) !== answer;
        answers.set(key, answer);
      }
      return changed;
    },
  };
}

function keyOf(rule: RbacRule): string {
  return `${rule.apiGroup}/${rule.resource}/${[...rule.verbs].sort().join(',')}/${rule.namespaced}`;
}
