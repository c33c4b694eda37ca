import 'server-only';
import { getContainer } from '@/lib/server/container';

/** What the pages before sign-in have to know: whether there is an account at all, and whether models may be seen without one. */
export async function entryState(): Promise<{ readonly needsSetUp: boolean; readonly publicModels: boolean }> {
  const container = await getContainer();
  const needsSetUp = container.people.setUp !== undefined && (await container.people.db.user.count()) === 0;
  return { needsSetUp, publicModels: await container.publicModels() };
}
