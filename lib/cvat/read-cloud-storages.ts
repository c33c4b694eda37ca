import 'server-only';
import { z } from 'zod';
import type { AskCvat } from '@/lib/cvat/ask-cvat';
import { json, readAnswer } from '@/lib/cvat/read-answer';
import { shownText } from '@/lib/cvat/shown-text';
import { hasCode } from '@/lib/domain/errors';
import type { CloudStorageFact } from '@/lib/domain/facts/cvat';

const PAGE_SIZE = 100;
const MAX_PAGES = 20;
/** Each status question makes CVAT ask the storage itself: a few at a time. */
const AT_ONCE = 4;

const pageSchema = z.object({
  next: z.string().nullish(),
  results: z.array(
    z.object({
      id: z.number(),
      display_name: z.string(),
      provider_type: z.string(),
      resource: z.string(),
      specific_attributes: z.string().nullish(),
    }),
  ),
});
type Storage = z.infer<typeof pageSchema>['results'][number];

/** GET /api/cloudstorages, every page, and the status of each. Credentials are never part of CVAT's answer; addresses are redacted. */
export async function readCloudStorages(ask: AskCvat): Promise<readonly CloudStorageFact[]> {
  const storages = await listAll(ask);
  const facts: CloudStorageFact[] = [];
  for (let start = 0; start < storages.length; start += AT_ONCE) {
    facts.push(...(await Promise.all(storages.slice(start, start + AT_ONCE).map(async (storage) => toFact(storage, await storageStatus(ask, storage.id))))));
  }
  return facts;
}

async function listAll(ask: AskCvat): Promise<Storage[]> {
  const storages: Storage[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const answer = readAnswer(await ask({ path: `/api/cloudstorages?page=${page}&page_size=${PAGE_SIZE}` }), pageSchema);
    storages.push(...answer.results);
    // The address of the next page is CVAT's idea of its own host, so only its presence counts.
    if (!answer.next) break;
  }
  return storages;
}

/**
 * 200 with a word; 400 (up to 2.49) or 500 (since) when CVAT could not ask the storage; 404 where the version no longer has the question. The
 * last, and no answer in time, leave the status unknown.
 */
async function storageStatus(ask: AskCvat, id: number): Promise<string | undefined> {
  try {
    const answer = await ask({ path: `/api/cloudstorages/${id}/status` });
    if (answer.status === 400 || answer.status === 500) return 'FAILED';
    const word = answer.status === 200 ? json(answer) : undefined;
    return typeof word === 'string' ? word.slice(0, 40) : undefined;
  } catch (error) {
    if (hasCode(error, 'timed-out', 'cvat-unreachable', 'cvat-failed')) return undefined;
    throw error;
  }
}

function toFact(storage: Storage, status: string | undefined): CloudStorageFact {
  const endpoint = new URLSearchParams(storage.specific_attributes ?? '').get('endpoint_url');
  return {
    id: storage.id,
    displayName: storage.display_name,
    provider: storage.provider_type,
    resource: storage.resource,
    ...(endpoint ? { endpoint: shownText(endpoint) } : {}),
    ...(status ? { status } : {}),
  };
}
