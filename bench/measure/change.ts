import type { Browser } from '@playwright/test';
import { openPage } from './browser';
import { quantile } from './quantile';
import type { Stage } from './stage';

const CHANGES = 30;
const FIRST = 7000;

interface PodList {
  readonly items: readonly {
    readonly metadata: { readonly name: string; readonly namespace: string };
    readonly status: { readonly containerStatuses: readonly Record<string, unknown>[] };
  }[];
}

/** Time from before a pod's restartCount is patched to its row showing the number: how many of 30 were drawn, p50 and p95. */
export async function measureChange(browser: Browser, stage: Stage): Promise<{ drawn: number; p50: number; p95: number }> {
  const pods = (await (await fetch(`${stage.api}/api/v1/namespaces/cvat/pods`)).json()) as PodList;
  const pod = pods.items.find((p) => p.metadata.name.startsWith('cvat-backend-server'));
  if (!pod) throw new Error('the lab has no server pod');
  const { name, namespace } = pod.metadata;
  const page = await openPage(browser, stage, '/workloads');
  await page.getByRole('searchbox').fill(name);
  await page.waitForSelector(`[data-pod="${name}"]`);
  await page.evaluate((wanted) => {
    const seen: Record<string, number> = {};
    Object.assign(window, { seen });
    new MutationObserver(() => {
      const text = document.querySelector(`[data-pod="${wanted}"]`)?.textContent ?? '';
      for (const n of text.match(/7\d{3}/g) ?? []) seen[n] ??= performance.timeOrigin + performance.now();
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  }, name);
  const sent: Record<string, number> = {};
  for (let n = FIRST + 1; n <= FIRST + CHANGES; n++) {
    sent[n] = performance.timeOrigin + performance.now();
    await fetch(`${stage.api}/api/v1/namespaces/${namespace}/pods/${name}/status`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/merge-patch+json' },
      body: JSON.stringify({ status: { containerStatuses: [{ ...pod.status.containerStatuses[0], restartCount: n }] } }),
    });
    await new Promise((done) => setTimeout(done, 1000));
  }
  const seen = await page.evaluate(() => (window as unknown as { seen: Record<string, number> }).seen);
  await page.context().close();
  const times = Object.keys(sent).flatMap((n) => (seen[n] && sent[n] ? [seen[n] - sent[n]] : []));
  return { drawn: times.length, p50: Math.round(quantile(times, 0.5)), p95: Math.round(quantile(times, 0.95)) };
}
