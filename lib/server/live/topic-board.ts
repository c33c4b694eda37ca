import 'server-only';
import type { RowOf, Topic, TopicPage } from '@/lib/domain/rows/topics';

interface Held {
  readonly row: { readonly id: string };
  readonly json: string;
}

interface TopicState {
  seq: number;
  readonly rows: Map<string, Held>;
  readonly changed: Set<string>;
  readonly gone: Set<string>;
}

/** The rows of all topics, in memory: what GET routes answer and the stream patches. */
export interface TopicBoard {
  /** The topic is exactly these rows: what differs is noted as changed, what is missing as gone. */
  replace<T extends Topic>(topic: T, rows: Iterable<RowOf<T>>): void;
  /** Only these rows changed or went. */
  patch<T extends Topic>(topic: T, changed: Iterable<RowOf<T>>, gone: Iterable<string>): void;
  get<T extends Topic>(topic: T, id: string): RowOf<T> | undefined;
  rows<T extends Topic>(topic: T): RowOf<T>[];
  page<T extends Topic>(topic: T, asOf: string): TopicPage<T>;
  /** The same page as JSON text, from rows that were serialised when they changed. */
  pageJson(topic: Topic, asOf: string): string;
  seqs(): Record<Topic, number>;
  /** Takes what changed since the last call as the JSON of a TopicChange list, and counts the topics on; undefined for nothing. */
  takeChanges(): string | undefined;
  readonly hasChanges: boolean;
}

const topics: readonly Topic[] = [
  'head',
  'findings',
  'runs',
  'pods',
  'workloads',
  'claims',
  'models',
  'gpu',
  'gpu-cards',
  'map',
  'sources',
  'checks',
  'changes',
];

/** True for the name of a topic. */
export function isTopic(name: string): name is Topic {
  return (topics as readonly string[]).includes(name);
}

export function createTopicBoard(): TopicBoard {
  const states = Object.fromEntries(topics.map((topic) => [topic, newState()])) as Record<Topic, TopicState>;

  const put = (state: TopicState, row: { readonly id: string }): void => {
    const before = state.rows.get(row.id);
    if (before?.row === row) return;
    const json = JSON.stringify(row);
    if (before?.json === json) return;
    state.rows.set(row.id, { row, json: inOnePiece(json) });
    state.changed.add(row.id);
    state.gone.delete(row.id);
  };
  const drop = (state: TopicState, id: string): void => {
    if (!state.rows.delete(id)) return;
    state.changed.delete(id);
    state.gone.add(id);
  };

  return {
    replace: (topic, rows) => {
      const state = states[topic];
      const kept = new Set<string>();
      for (const row of rows) {
        kept.add(row.id);
        put(state, row);
      }
      for (const id of state.rows.keys()) if (!kept.has(id)) drop(state, id);
    },
    patch: (topic, changed, gone) => {
      for (const row of changed) put(states[topic], row);
      for (const id of gone) drop(states[topic], id);
    },
    get: (topic, id) => states[topic].rows.get(id)?.row as never,
    rows: (topic) => [...states[topic].rows.values()].map((held) => held.row) as never,
    page: (topic, asOf) => ({ topic, seq: states[topic].seq, asOf, rows: [...states[topic].rows.values()].map((held) => held.row) as never }),
    pageJson: (topic, asOf) => {
      const { seq, rows } = states[topic];
      const list = [...rows.values()].map((held) => held.json).join(',');
      return `{"topic":"${topic}","seq":${seq},"asOf":${JSON.stringify(asOf)},"rows":[${list}]}`;
    },
    seqs: () => Object.fromEntries(topics.map((topic) => [topic, states[topic].seq])) as Record<Topic, number>,
    get hasChanges() {
      return topics.some((topic) => isDirty(states[topic]));
    },
    takeChanges: () => {
      const parts = topics.filter((topic) => isDirty(states[topic])).map((topic) => takeTopic(topic, states[topic]));
      return parts.length > 0 ? `[${parts.join(',')}]` : undefined;
    },
  };
}

/** V8 leaves the text of JSON.stringify in the pieces it was made of, which take twice the room. */
function inOnePiece(text: string): string {
  return Buffer.from(text).toString();
}

function newState(): TopicState {
  return { seq: 0, rows: new Map(), changed: new Set(), gone: new Set() };
}

function isDirty(state: TopicState): boolean {
  return state.changed.size > 0 || state.gone.size > 0;
}

function takeTopic(topic: Topic, state: TopicState): string {
  state.seq += 1;
  const changed = [...state.changed].map((id) => state.rows.get(id)?.json ?? 'null').join(',');
  const gone = JSON.stringify([...state.gone]);
  state.changed.clear();
  state.gone.clear();
  return `{"topic":"${topic}","seq":${state.seq},"changed":[${changed}],"gone":${gone}}`;
}
