import { expect, test } from '@playwright/test';
import { SECOND_RELEASE, secondRelease } from '../rig/second-release';
import { findingOf, openFindings } from './findings';
import { assertLedgerHolds, inOwnPlace, signedInPage, startOwnApp, startOwnLab } from './own-app';

const MINUTE = 60_000;
const NAMESPACE = 'vision';

test('where there are two installations Loupe waits for a choice, opens it, and opens the other without a restart', async ({ browser }) => {
  test.setTimeout(4 * MINUTE);
  await inOwnPlace(7270, browser, async (place) => {
    await place.start(startOwnLab(place.labPort, ['function-hidden']));
    await installSecondRelease(`http://127.0.0.1:${place.labPort}`);
    const app = await place.start(startOwnApp(place.port, place.env));
    const page = await signedInPage(browser, app.url);
    const heading = page.getByRole('heading', { level: 1 });
    const releases = page.getByRole('region', { name: 'CVAT releases' });
    const row = (namespace: string) => releases.getByRole('row').filter({ has: page.getByRole('cell', { name: namespace, exact: true }) });

    await page.goto('/settings/setup');
    await expect(heading).toHaveText('2 CVAT releases were found. Choose the one to look at.', { timeout: MINUTE });
    await expect(row(NAMESPACE)).toContainText(SECOND_RELEASE);
    await expect(row('cvat').filter({ hasText: 'Helm’s record' })).toContainText('cvat 0.17.1');
    const opened = async () => ((await (await page.request.get('/api/discovery')).json()) as { open?: { release: string } }).open?.release;
    expect(await opened()).toBeUndefined();

    // A row names release and namespace; both are `cvat` in the first.
    await releases.getByRole('row').filter({ hasText: 'Helm’s record' }).getByRole('button', { name: 'Look at this one' }).click();
    await expect(releases.getByRole('row').filter({ hasText: 'Helm’s record' })).toContainText('Open now', { timeout: MINUTE });
    await expect.poll(opened).toBe('cvat');
    await page.goto('/workloads');
    await expect(page.getByText('cvat-backend-server').first()).toBeVisible({ timeout: MINUTE });
    const left = await findingOf(page, 'function-hidden', MINUTE);

    await page.goto('/settings/setup');
    await row(NAMESPACE).getByRole('button', { name: 'Look at this one' }).click();
    await expect(row(NAMESPACE)).toContainText('Open now', { timeout: MINUTE });
    await expect.poll(opened).toBe(SECOND_RELEASE);
    await page.goto('/workloads');
    // It has no pods; its owners are there.
    await page.getByRole('button', { name: 'Owners' }).click();
    await expect(page.getByText('annotate-backend-server').first()).toBeVisible({ timeout: MINUTE });
    await expect(page.getByText('cvat-backend-server')).toHaveCount(0);
    // What was found in the other one says nothing about this one, and is not over either.
    expect((await openFindings(page)).map(({ id }) => id)).not.toContain(left.id);
    expect((await page.request.get(`/api/findings/${left.id}`)).status()).toBe(404);
    await page.goto('/settings/setup');
    await releases.getByRole('row').filter({ hasText: 'Helm’s record' }).getByRole('button', { name: 'Look at this one' }).click();
    await expect.poll(opened, { timeout: MINUTE }).toBe('cvat');
    expect((await findingOf(page, 'function-hidden', MINUTE)).id).toBe(left.id);

    const { entries } = (await (await page.request.get('/api/audit?event=setting-changed')).json()) as { entries: { target?: string; actorName: string }[] };
    expect(entries.filter(({ target }) => target === 'installation').map(({ actorName }) => actorName)).toEqual(['admin', 'admin', 'admin']);
    await assertLedgerHolds(place.dataDir);
  });
});

async function installSecondRelease(api: string): Promise<void> {
  const post = async (at: string, body: object) => {
    const answer = await fetch(`${api}${at}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    expect(answer.status, at).toBe(201);
  };
  await post('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  for (const { collection, body } of secondRelease(NAMESPACE)) {
    const [first = '', ...rest] = collection.split('/');
    const version = first === 'v1' ? '/api/v1' : `/apis/${first}/${rest.shift()}`;
    await post(`${version}/namespaces/${NAMESPACE}/${rest.join('/')}`, body);
  }
}
