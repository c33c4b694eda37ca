// What pages say while the API server is away, and whether they come back. Several consoles can go through the same outage.
//   node outage.mjs --target NAME[,NAME] --backend PID[,PID] --kubeconfig FILE --api-pid PID [--mode stop|kill] [--seconds 60] [--restart 'COMMAND'] [--shots DIR] [--page probe]
// stop: SIGSTOP, then SIGCONT after --seconds. kill: SIGKILL, then --restart brings the API server back.
// It reads each page's text every second and prints the lines that came or went, with seconds since the outage began. Afterwards the probe
// pod gets a new number of restarts and the script waits until each page shows it without a reload.
import { exec } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { browser, kube, now, open, options, sleep, target } from './lib.mjs';

const o = options({ mode: 'stop', seconds: 60, page: 'probe', pod: 'aaa/aaa-probe', after: 120 });
const [ns, name] = o.pod.split('/'),
  b = await browser(),
  pids = String(o.backend ?? '').split(',');
let start = now();
const s = () => ((now() - start) / 1000).toFixed(1);
const views = await Promise.all(
  o.target.split(',').map(async (n, i) => {
    const t = await target(n),
      { page } = await open(b, t, t.pages[o.page] ?? t.pages.pods);
    await t.beforeProbe?.(page, name);
    const log = (...a) => console.log(`${t.name} +${s()}s`, ...a);
    const v = { t, page, log, alive: () => existsSync(`/proc/${pids[i]}`) };
    const slow = (p) =>
      Promise.race([
        p,
        sleep(3000).then(() => {
          throw new Error('the page does not answer');
        }),
      ]);
    // Ages and counters change by themselves: digits are masked.
    const text = async () => {
      try {
        return new Set(
          (await slow(page.evaluate(() => document.body.innerText)))
            .split('\n')
            .map((l) => l.trim().replace(/\d+/g, '#'))
            .filter(Boolean),
        );
      } catch (e) {
        return new Set([`(${String(e).slice(0, 80)})`]);
      }
    };
    v.look = async () => {
      const after = await text(),
        came = [...after].filter((l) => !v.before?.has(l)),
        went = [...(v.before ?? [])].filter((l) => !after.has(l));
      if (v.before && came.length) log('came:', came.slice(0, 12).join(' | ').slice(0, 500));
      if (v.before && went.length) log('went:', went.slice(0, 12).join(' | ').slice(0, 300));
      v.before = after;
    };
    v.shows = (n2) =>
      slow(
        page.evaluate(
          ({ row, name, n2 }) => [...document.querySelectorAll(row)].some((r) => r.textContent.includes(name) && r.textContent.includes(String(n2))),
          { row: t.row, name, n2 },
        ),
      ).catch(() => false);
    return v;
  }),
);
await sleep(5000);
await Promise.all(views.map((v) => v.look()));
start = now();
process.kill(Number(o['api-pid']), o.mode === 'stop' ? 'SIGSTOP' : 'SIGKILL');
console.log(`API server ${o.mode === 'stop' ? 'stopped' : 'killed'}`);
while (now() - start < Number(o.seconds) * 1000) {
  await sleep(1000);
  await Promise.all(views.map((v) => v.look()));
}
for (const v of views) {
  if (o.shots) await v.page.screenshot({ path: `${o.shots}/${v.t.name}-outage-${o.mode}.png`, timeout: 10_000 }).catch(() => {});
  v.log('backend alive:', v.alive());
}
if (o.mode === 'stop') process.kill(Number(o['api-pid']), 'SIGCONT');
else await promisify(exec)(o.restart);
const k = kube(o.kubeconfig),
  path = `/api/v1/namespaces/${ns}/pods/${name}`;
// A process that was started again listens a little later.
let pod;
while (!pod) pod = await k('GET', path).catch(() => sleep(100));
console.log(`+${s()}s API server is back`);
const back = now();
const { status } = pod,
  n = Number(status.containerStatuses[0].restartCount) + 1000;
await k('PATCH', `${path}/status`, { status: { containerStatuses: [{ ...status.containerStatuses[0], restartCount: n }] } }, 'application/merge-patch+json');
await Promise.all(
  views.map(async (v) => {
    let shown = false;
    while (!shown && now() - back < Number(o.after) * 1000) {
      shown = await v.shows(n);
      await sleep(250);
      await v.look();
    }
    v.log(
      shown
        ? `recovered by itself: a change is shown ${((now() - back) / 1000).toFixed(1)} s after the API server was back`
        : `NOT recovered within ${o.after} s`,
      '| backend alive:',
      v.alive(),
    );
    if (shown) {
      await sleep(3000);
      await v.look();
      return;
    }
    await v.page.reload();
    await v.t.beforeProbe?.(v.page, name);
    await v.page.waitForSelector(v.t.row, { timeout: 30_000 }).then(
      async () => v.log('after a reload: rows,', (await v.shows(n)) ? 'the change is shown' : 'the change is not shown'),
      () => v.log('after a reload: no rows'),
    );
  }),
);
await b.close();
