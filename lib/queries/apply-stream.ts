import type { QueryClient } from '@tanstack/react-query';
import type { Beat } from '@/lib/domain/rows/live';
import type { Topic, TopicChange, TopicPage } from '@/lib/domain/rows/topics';
import { patchPage } from '@/lib/queries/patch-page';
import { topicKey } from '@/lib/queries/topics';

/** Patches the cached pages a change belongs to; a page that missed one is read again. Topics nobody read are left alone. */
export function applyChanges(client: QueryClient, changes: readonly TopicChange[]): void {
  for (const change of changes) {
    const key = topicKey(change.topic);
    const page = client.getQueryData<TopicPage<Topic>>(key);
    if (!page) continue;
    const next = patchPage(page, change);
    if (next === 'gap') void client.invalidateQueries({ queryKey: key });
    else if (next !== page) client.setQueryData(key, next);
  }
}

/** Reads again every cached topic that is behind what the beat says; after a restart of the server, all of them. */
export function catchUp(client: QueryClient, beat: Beat, restarted: boolean): void {
  for (const [topic, seq] of Object.entries(beat.seqs) as [Topic, number][]) {
    const key = topicKey(topic);
    const state = client.getQueryState<TopicPage<Topic>>(key);
    if (!state?.data || state.fetchStatus === 'fetching') continue;
    if (restarted || state.data.seq < seq) void client.invalidateQueries({ queryKey: key });
  }
}
