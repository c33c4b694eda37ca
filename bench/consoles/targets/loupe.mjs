// Loupe, signed in as the administrator of LOUPE_ADMIN_USER and LOUPE_ADMIN_PASSWORD. It watches an installation's namespaces, so the pods to be seen are loaded there:
// `load --namespace cvat`, and the probe pod is cvat/aaa-probe.
const { LOUPE_URL, LOUPE_ADMIN_USER = 'admin', LOUPE_ADMIN_PASSWORD = 'only-for-the-bench-stage' } = process.env;
export const base = LOUPE_URL ?? 'http://localhost:3000';
export const pages = { main: '/', pods: '/workloads', probe: '/workloads' };
export const row = '[data-pod]';
export const mainReady = 'h1';
export async function signIn(page) {
  const answer = await page.context().request.post(`${base}/api/sign-in`, {
    form: { username: LOUPE_ADMIN_USER, password: LOUPE_ADMIN_PASSWORD },
    headers: { origin: base },
    maxRedirects: 0,
  });
  if (answer.headers().location !== '/') throw new Error(`loupe sign-in: ${answer.status()}`);
}
/** The list is virtual: the probe's row is drawn when it is searched for. */
export async function beforeProbe(page, name) {
  await page.getByRole('searchbox').first().fill(name);
}
