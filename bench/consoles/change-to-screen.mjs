// Time from a change in the cluster to its text in the page.
//   node change-to-screen.mjs --target NAME --kubeconfig FILE [--page probe] [--changes 30] [--every 1000] [--pod aaa/aaa-probe] [--timeout 20000]
// Each change sets status.containerStatuses[0].restartCount of the probe pod to a number of its own (7001, 7002 ...) through the status
// subresource. A MutationObserver in the page notes when the row that holds the pod's name first shows that number. t0 is before the
// request is sent; "answered" is when the API server has answered. Page and script run on one machine and use one clock.
import { browser, kube, now, open, options, quantile, sleep, target } from './lib.mjs';

const o = options({ page: 'probe', changes: 30, every: 1000, pod: 'aaa/aaa-probe', timeout: 20000, first: 7000 });
const t = await target(o.target),
  k = kube(o.kubeconfig),
  [ns, name] = o.pod.split('/');
const path = `/api/v1/namespaces/${ns}/pods/${name}`,
  b = await browser();
const { page } = await open(b, t, t.pages[o.page] ?? t.pages.pods);
await t.beforeProbe?.(page, name);
await page.waitForFunction(
  ({ row, name }) => [...document.querySelectorAll(row)].some((r) => r.textContent.includes(name)),
  { row: t.row, name },
  { timeout: 60_000 },
);
await sleep(3000);
await page.evaluate(
  ({ row, name }) => {
    window.__seen = {};
    const look = () => {
      for (const r of document.querySelectorAll(row))
        if (r.textContent.includes(name)) {
          for (const n of r.textContent.match(/7\d{3}/g) ?? []) window.__seen[n] ??= performance.timeOrigin + performance.now();
          break;
        }
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  },
  { row: t.row, name },
);

const sent = {},
  answered = {};
const status = (await k('GET', path)).status;
const started = now();
for (let i = 1; i <= Number(o.changes); i++) {
  const n = Number(o.first) + i;
  sent[n] = now();
  await k('PATCH', `${path}/status`, { status: { containerStatuses: [{ ...status.containerStatuses[0], restartCount: n }] } }, 'application/merge-patch+json');
  answered[n] = now();
  await sleep(Math.max(0, started + i * Number(o.every) - now()));
}
const deadline = now() + Number(o.timeout),
  last = Number(o.first) + Number(o.changes);
let seen;
do {
  await sleep(200);
  seen = await page.evaluate(() => window.__seen);
} while (!seen[last] && now() < deadline);
const ms = Object.keys(sent)
    .filter((n) => seen[n])
    .map((n) => seen[n] - sent[n]),
  from = Object.keys(sent)
    .filter((n) => seen[n])
    .map((n) => seen[n] - answered[n]);
// A number that was never on the screen was overtaken by a later one: how long did the screen lag behind it?
const lag = Object.keys(sent).map(
  (n) =>
    Math.min(
      ...Object.keys(seen)
        .filter((s) => s >= n)
        .map((s) => seen[s]),
    ) - sent[n],
);
const r = (q, v) => Math.round(quantile(v, q));
console.log(
  JSON.stringify({
    target: t.name,
    changes: Object.keys(sent).length,
    shown: ms.length,
    shownMs: ms.length ? { p50: r(0.5, ms), p95: r(0.95, ms), max: r(1, ms) } : null,
    fromAnswerMs: from.length ? { p50: r(0.5, from), p95: r(0.95, from) } : null,
    lagMs: { p50: r(0.5, lag), p95: r(0.95, lag), max: r(1, lag) },
  }),
);
await b.close();
