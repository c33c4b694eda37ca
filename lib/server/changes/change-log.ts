import 'server-only';
import { type Clock, toIso } from '@/lib/domain/clock';
import type { Finding } from '@/lib/domain/finding';
import type { ChangeStore, RunRecord } from '@/lib/domain/ports/stores';
import type { ChangeRow } from '@/lib/domain/rows/topics';
import { say } from '@/lib/domain/text';
import type { ObservedChange } from '@/lib/server/changes/watch-changes';
import { changeRow } from '@/lib/server/rows/change-rows';
import { isActive } from '@/lib/server/rows/finding-rows';

/** How many changes the page holds; older ones stay in the store. */
const KEPT = 300;

interface ChangeLogDeps {
  readonly store: ChangeStore;
  readonly clock: Clock;
  /** Rows to show, and ids that fell off the end. */
  readonly onRows: (rows: readonly ChangeRow[], gone: readonly string[]) => void;
  readonly onFault: (error: unknown) => void;
}

export interface ChangeLog {
  /** The latest, from the store. */
  load(): Promise<void>;
  take(changes: readonly ObservedChange[]): void;
  findings(end: { readonly confirmed: readonly Finding[]; readonly resolved: readonly Finding[] }): void;
  run(run: RunRecord): void;
  standing(state: 'live' | 'stale'): void;
}

const severityTone = { critical: 'bad', warning: 'warn', info: 'plain' } as const;

/** Writes down what changed, in order, and keeps the latest for the page. A change that cannot be written is told and goes no further. */
export function createChangeLog({ store, clock, onRows, onFault }: ChangeLogDeps): ChangeLog {
  const shown: string[] = [];
  const runStates = new Map<string, string>();
  let writing: Promise<unknown> = Promise.resolve();

  const show = (rows: readonly ChangeRow[]) => {
    shown.push(...rows.map((row) => row.id));
    onRows(rows, shown.splice(0, Math.max(0, shown.length - KEPT)));
  };
  const take = (changes: readonly ObservedChange[]) => {
    if (changes.length === 0) return;
    const write = async () => {
      const rows: ChangeRow[] = [];
      for (const change of changes) rows.push(changeRow(await store.add({ ...change, at: change.at ?? toIso(clock.now()) })));
      show(rows);
    };
    writing = writing.then(write).catch(onFault);
  };

  return {
    load: async () => show((await store.list({ limit: KEPT })).map(changeRow).reverse()),
    take,
    findings: ({ confirmed, resolved }) => {
      const about = (finding: Finding) => ({ subject: finding.subject, text: finding.title, href: `/findings/${finding.id}` });
      take([
        ...confirmed.map((finding) => ({ ...about(finding), kind: 'finding-opened' as const, tone: severityTone[finding.severity] })),
        ...resolved.map((finding) => ({ ...about(finding), kind: 'finding-resolved' as const, tone: 'ok' as const })),
      ]);
    },
    run: (run) => {
      // Once when it begins and once when it ends; steps are on its own page.
      const phase = isActive(run) ? 'running' : run.status;
      if (runStates.get(run.id) === phase) return;
      runStates.set(run.id, phase);
      const tone = phase === 'verified' ? 'ok' : phase === 'running' || phase === 'undone' ? 'plain' : 'bad';
      take([{ kind: 'run', subject: run.plan.target, text: run.plan.title, tone, by: run.actor.name, href: `/runs/${run.id}` }]);
    },
    standing: (state) =>
      take([
        {
          kind: 'source',
          subject: { kind: 'Cluster', name: 'api-server' },
          text: say(state === 'live' ? 'changes.source.live' : 'changes.source.silent'),
          tone: state === 'live' ? 'ok' : 'bad',
        },
      ]),
  };
}
