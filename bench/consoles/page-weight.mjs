// What a page costs: requests and bytes as sent, how they are compressed, gzip -9 of the scripts, and the time to the first row.
//   node page-weight.mjs --target NAME [--page pods] [--runs 5] [--json]
// Each run is a fresh context (empty cache) that is already signed in.
import { gzipSync } from 'node:zlib';
import { browser, median, options, sleep, target } from './lib.mjs';

const o = options({ page: 'pods', runs: 5, after: 3 });
const t = await target(o.target),
  runs = [];
for (let i = 0; i < Number(o.runs); i++) {
  const b = await browser();
  const context = await b.newContext({ viewport: { width: 1600, height: 1000 } }),
    page = await context.newPage();
  await t.signIn?.(page);
  // Signed in; now a page without cache, so that every byte is counted.
  await page.goto('about:blank');
  const c = await context.newCDPSession(page);
  await c.send('Network.enable');
  await c.send('Network.clearBrowserCache');
  await c.send('Network.setCacheDisabled', { cacheDisabled: true });
  const seen = new Map();
  c.on('Network.responseReceived', (e) =>
    seen.set(e.requestId, {
      url: e.response.url,
      type: e.type,
      encoding: Object.entries(e.response.headers).find(([k]) => k.toLowerCase() === 'content-encoding')?.[1] ?? 'none',
      bytes: 0,
      raw: 0,
    }),
  );
  c.on('Network.dataReceived', (e) => {
    const r = seen.get(e.requestId);
    if (r) {
      r.raw += e.dataLength;
      r.bytes += e.encodedDataLength;
    }
  });
  c.on('Network.loadingFinished', (e) => {
    const r = seen.get(e.requestId);
    if (r) {
      r.bytes = Math.max(r.bytes, e.encodedDataLength);
      r.done = true;
    }
  });
  const start = Date.now();
  await page.goto(t.base + t.pages[o.page], { waitUntil: 'commit' });
  let firstRow = NaN;
  await page.waitForSelector((o.page === 'main' && t.mainReady) || t.row, { timeout: 120_000 }).then(
    () => (firstRow = Date.now() - start),
    () => {},
  );
  await sleep(o.after * 1000);
  const all = [...seen.values()].filter((r) => r.url.startsWith('http')),
    js = all.filter((r) => r.type === 'Script' || /\.m?js(\?|$)/.test(r.url));
  const data = all.filter((r) => /\/(api|apis|clusters|ws)\b/.test(new URL(r.url).pathname) && !js.includes(r));
  const run = {
    firstRow,
    requests: all.length,
    bytes: all.reduce((s, r) => s + r.bytes, 0),
    js: js.reduce((s, r) => s + r.bytes, 0),
    jsFiles: js.length,
    jsRaw: js.reduce((s, r) => s + r.raw, 0),
    data: data.reduce((s, r) => s + r.bytes, 0),
    dataRaw: data.reduce((s, r) => s + r.raw, 0),
    dataRequests: data.length,
    encodings: [...new Set(js.map((r) => r.encoding))].join('+'),
    dataEncodings: [...new Set(data.map((r) => r.encoding))].join('+'),
    outside: [...new Set(all.map((r) => new URL(r.url).origin))].filter((x) => x !== new URL(t.base).origin),
  };
  if (i === 0) {
    run.jsGzip9 = 0;
    for (const r of js) {
      try {
        run.jsGzip9 += gzipSync(Buffer.from(await (await fetch(r.url)).arrayBuffer()), { level: 9 }).length;
      } catch {
        /* not ours to fetch */
      }
    }
    run.largest = js
      .sort((a, b2) => b2.raw - a.raw)
      .slice(0, 4)
      .map((r) => `${r.url.split('/').pop()} ${r.raw}`);
  }
  runs.push(run);
  await b.close();
}
const m = (k) => median(runs.map((r) => r[k]));
const result = {
  target: t.name,
  page: o.page,
  firstRowMs: { median: m('firstRow'), all: runs.map((r) => r.firstRow) },
  requests: m('requests'),
  bytesSent: m('bytes'),
  jsSent: m('js'),
  jsFiles: m('jsFiles'),
  jsRaw: m('jsRaw'),
  jsGzip9: runs[0].jsGzip9,
  jsEncoding: runs[0].encodings,
  dataRequests: m('dataRequests'),
  dataSent: m('data'),
  dataRaw: m('dataRaw'),
  dataEncoding: runs[0].dataEncodings,
  otherOrigins: runs[0].outside,
  largestScripts: runs[0].largest,
};
console.log(JSON.stringify(result, null, o.json ? 0 : 1));
