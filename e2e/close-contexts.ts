import type { BrowserContext } from '@playwright/test';

/** Closes pages that no fixture closes. */
export async function closeContexts(contexts: readonly BrowserContext[]): Promise<void> {
  await Promise.all(contexts.map((context) => context.close()));
}
