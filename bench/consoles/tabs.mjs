// Opens 0, 1, 3 and 10 tabs (a fresh, signed-in context each) of a page, lets them settle, and writes the windows for count-requests.mjs.
//   node tabs.mjs --target NAME [--page pods] [--tabs 0,1,3,10] [--settle 30] [--window 60] [--pid BACKEND] --out FILE
import { writeFileSync } from 'node:fs';
import { browser, heap, memory, now, open, options, sleep, target } from './lib.mjs';

const o = options({ page: 'pods', tabs: '0,1,3,10', settle: 30, window: 60 });
const t = await target(o.target),
  out = [];
const iso = (ms) => new Date(ms).toISOString();
for (const n of String(o.tabs).split(',').map(Number)) {
  const b = n ? await browser() : null,
    opening = now(),
    pages = [];
  for (let i = 0; i < n; i++) pages.push((await open(b, t, t.pages[o.page])).page);
  const opened = now();
  await sleep(o.settle * 1000);
  const from = now();
  await sleep(o.window * 1000);
  const to = now();
  const heaps = [];
  for (const p of pages.slice(0, 3)) heaps.push(Math.round((await heap(p).catch(() => NaN)) / 2 ** 20));
  const extra = { tabs: n, heapMiB: heaps, ...(o.pid && { backend: memory(o.pid) }) };
  out.push({ name: `${t.name} ${n} tabs, steady`, from: iso(from), to: iso(to), ...extra });
  if (n) out.push({ name: `${t.name} ${n} tabs, opening`, from: iso(opening), to: iso(opened + 5000) });
  console.log(JSON.stringify(out.find((w) => w.tabs === n)));
  await b?.close();
  writeFileSync(o.out, JSON.stringify(out, null, 1));
}
