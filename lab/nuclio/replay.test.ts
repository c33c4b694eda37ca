import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compare, type Difference } from './contract/compare';
import { accountedFor, describeDifferences, KNOWN_DIFFERENCES } from './contract/differences';
import { type RecordedCluster, startRecordedCluster } from './contract/recorded-cluster';
import { recording } from './contract/recording';
import { replay } from './contract/replay';
import { STORIES } from './contract/stories';

let cluster: RecordedCluster;
const found: Difference[] = [];

beforeAll(async () => {
  cluster = await startRecordedCluster();
}, 30_000);
afterAll(() => cluster.close());

describe('the lab’s Nuclio, asked what a real one was asked', { timeout: 60_000 }, () => {
  it.each(STORIES)('$title: answers, states and objects are those of the recording', async (story) => {
    const differences = (await replay(cluster, story)).flatMap(compare);
    found.push(...differences);
    expect(differences.filter((difference) => !accountedFor(difference))).toEqual([]);
  });

  it('differs where the list says that it does', () => {
    const unseen = KNOWN_DIFFERENCES.flatMap((known) =>
      known.lines
        .filter((line) => !found.some((difference) => difference.line === line && known.at.test(difference.at)))
        .map((line) => `${known.title}: ${line}`),
    );
    expect(unseen).toEqual([]);
  });

  it('is described so in the docs', async () => {
    await expect(describeDifferences()).toMatchFileSnapshot('../../docs/contracts/nuclio.md');
  });

  it('is asked every line of the recording', () => {
    const lines = STORIES.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, index) => first + index));
    expect(lines).toEqual(recording.map(({ line }) => line));
  });
});

describe('the comparison', () => {
  const [first] = recording;
  it('notices another code, another body and another order of states', () => {
    if (!first) throw new Error('nothing recorded');
    expect(compare({ line: first, got: { code: 404, body: '404 page not found\n' } })).toEqual([]);
    expect(compare({ line: first, got: { code: 200, body: '404 page not found\n' } })).toMatchObject([{ at: 'code', recorded: 404, lab: 200 }]);
    const lines = recording.slice(10, 12);
    const view = (after: number, state: string) => ({ after, view: { state, message: '', urls: null, external: null, logs: 0 } });
    expect(compare({ line: first, walk: { lines, views: [view(0, 'ready'), view(3, 'waitingForResourceConfiguration')] } })).toMatchObject([{ at: 'walk' }]);
  });
});
