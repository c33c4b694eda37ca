import 'server-only';
import type { QueryClient } from '@tanstack/react-query';
import { notFound } from 'next/navigation';
import { hasCode } from '@/lib/domain/errors';
import { type Container, getContainer } from '@/lib/server/container';

/** Puts one thing's details into a page's cache. A thing that is not known is a page that is not there (404). */
export async function prefetchDetail<T>(client: QueryClient, key: readonly unknown[], read: (container: Container) => Promise<T>): Promise<void> {
  try {
    client.setQueryData(key, await read(await getContainer()));
  } catch (error) {
    if (hasCode(error, 'not-found')) notFound();
    throw error;
  }
}
