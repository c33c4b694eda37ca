// What the measuring scripts share: options, figures, a browser, a small Kubernetes client, /proc.

import { readFileSync } from 'node:fs';
import https from 'node:https';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Options as --name value; a name without a value is true. */
export function options(defaults = {}) {
  const o = { ...defaults },
    a = process.argv.slice(2);
  for (let i = 0; i < a.length; i++) {
    if (!a[i].startsWith('--')) throw new Error(`no such option: ${a[i]}`);
    const name = a[i].slice(2);
    o[name] = a[i + 1] === undefined || a[i + 1].startsWith('--') ? true : a[++i];
  }
  return o;
}

export const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
export const quantile = (values, q) => {
  const s = [...values].sort((a, b) => a - b);
  return s.length ? s[Math.min(s.length - 1, Math.ceil(q * s.length) - 1)] : NaN;
};
export const median = (values) => quantile(values, 0.5);
/** The wall clock in milliseconds with fractions. A page's performance.timeOrigin + performance.now() is the same clock. */
export const now = () => performance.timeOrigin + performance.now();

/** Loads a target: a module with `base`, `pages` (name -> path), `row` (selector of a row with data), `signIn(page)`, `probe` (see targets/README in README.md). */
export async function target(name) {
  const path = name.endsWith('.mjs') ? resolve(name) : new URL(`./targets/${name}.mjs`, import.meta.url).pathname;
  return { name: name.replace(/^.*\//, '').replace(/\.mjs$/, ''), ...(await import(pathToFileURL(path))) };
}

async function playwright() {
  try {
    return (await import('playwright-core')).chromium;
  } catch {
    /* not installed here */
  }
  if (!process.env.PLAYWRIGHT_DIR) throw new Error('npm install here, or set PLAYWRIGHT_DIR to a folder whose node_modules holds playwright-core');
  return createRequire(`${resolve(process.env.PLAYWRIGHT_DIR)}/x.js`)('playwright-core').chromium;
}

export async function browser(extra = []) {
  return (await playwright()).launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-background-timer-throttling',
      '--disable-renderer-backgrounding',
      '--disable-backgrounding-occluded-windows',
      ...extra,
    ],
  });
}

/** A fresh, signed-in browser context with one page at `path`; waits for the first row unless `wait` is false. */
export async function open(b, t, path, { wait = true, timeout = 120_000 } = {}) {
  const context = await b.newContext({ viewport: { width: 1600, height: 1000 } });
  const page = await context.newPage();
  if (t.signIn) await t.signIn(page);
  await page.goto(t.base + path, { waitUntil: 'commit', timeout });
  if (wait) {
    await page.waitForSelector(t.row, { timeout });
    await t.ready?.(page);
  }
  return { context, page };
}

/** Bytes of JS heap in use after a collection. */
export async function heap(page) {
  const c = await page.context().newCDPSession(page);
  await c.send('HeapProfiler.enable');
  await c.send('HeapProfiler.collectGarbage');
  const { usedSize } = await c.send('Runtime.getHeapUsage');
  await c.detach();
  return usedSize;
}

/** {rss, peak} of a process in MiB. */
export function memory(pid) {
  const s = readFileSync(`/proc/${pid}/status`, 'utf8'),
    kb = (k) => Number(new RegExp(`^${k}:\\s+(\\d+)`, 'm').exec(s)?.[1] ?? NaN);
  return { rss: Math.round(kb('VmRSS') / 1024), peak: Math.round(kb('VmHWM') / 1024) };
}

/** A Kubernetes client: await kube(path of a kubeconfig)(method, path, body, content type) -> parsed answer. Reads the rig's kubeconfigs (token and CA file). */
export function kube(kubeconfig) {
  const text = readFileSync(kubeconfig, 'utf8'),
    get = (k) => new RegExp(`${k}: "([^"]+)"`).exec(text)?.[1];
  const server = get('server'),
    ca = readFileSync(get('certificate-authority')),
    agent = new https.Agent({ ca, keepAlive: true }),
    token = get('token');
  return (method, path, body, type = 'application/json') =>
    new Promise((done, fail) => {
      const q = https.request(
        server + path,
        { method, agent, headers: { authorization: `Bearer ${token}`, 'user-agent': 'bench', ...(body && { 'content-type': type }) } },
        (r) => {
          let s = '';
          r.setEncoding('utf8')
            .on('data', (d) => (s += d))
            .on('end', () => (r.statusCode < 300 ? done(s && JSON.parse(s)) : fail(new Error(`${method} ${path}: ${r.statusCode} ${s.slice(0, 300)}`))));
        },
      );
      q.on('error', fail);
      q.end(body && JSON.stringify(body));
    });
}
