// Kite with a super user from KITE_USERNAME and KITE_PASSWORD (admin / bench).
export const base = process.env.KITE_URL ?? 'http://localhost:8095';
export const pages = { main: '/', pods: '/pods', probe: '/pods' };
export const row = 'tbody tr:has(td a)';
export async function signIn(page) {
  const r = await page.context().request.post(`${base}/api/auth/login/password`, { data: { username: 'admin', password: 'bench' } });
  if (!r.ok()) throw new Error(`kite sign-in: ${r.status()}`);
  // It starts in the namespace "default"; "_all" is what its own menu stores for all of them.
  await page.addInitScript(() => {
    localStorage.setItem('current-cluster', 'rig');
    localStorage.setItem('rigselectedNamespace', '_all');
  });
}
/** Kite polls each 5 s; with KITE_WATCH=1 its "Watch" switch is turned on. */
export async function ready(page) {
  if (process.env.KITE_WATCH) {
    await page.click('button[role=switch]');
    await page.waitForTimeout(2000);
  }
}
export async function beforeProbe(page, name) {
  await page.fill('input[placeholder*="earch pods" i]', name).catch(() => {});
}
export const mainReady = 'text=All ready';
