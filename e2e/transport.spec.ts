import { expect, test } from './fixtures';

test('a large topic travels compressed and arrives whole', async ({ page }) => {
  for (const topic of ['pods', 'workloads', 'head']) {
    const answer = await page.request.get(`/api/topics/${topic}`);
    expect(answer.headers()['content-type']).toBe('application/json; charset=utf-8');
    expect(((await answer.json()) as { topic: string }).topic).toBe(topic);
  }
  const pods = await page.request.get('/api/topics/pods');
  expect(pods.headers()['content-encoding']).toBe('gzip');
});

test('the page of pods comes with its first rows: nobody waits for scripts to read them', async ({ page }) => {
  const html = await (await page.request.get('/workloads')).text();
  expect(html.match(/data-pod="/g)?.length ?? 0).toBeGreaterThan(10);
  expect(html).toContain('data-pod="cvat-backend-server-');
});
