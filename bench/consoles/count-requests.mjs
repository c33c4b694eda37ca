// Counts the requests that a client made to the API server, from the rig's audit log.
//   node count-requests.mjs --audit RUN/logs/audit.jsonl [--user REGEX] [--agent REGEX] [--not-agent REGEX] [--from ISO] [--to ISO] [--windows FILE] [--json] [--paths]
// --windows takes a file of tabs.mjs and prints one line a window. Times are those of a request's arrival.
// The log has a watch only once it has ended, so stop the client (or close its tabs) before counting watches.
import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { options } from './lib.mjs';

const o = options({ audit: '', user: '.', agent: '.' });
const windows = (o.windows ? JSON.parse(readFileSync(o.windows, 'utf8')) : [{ name: 'all', from: o.from ?? '1970-01-01', to: o.to ?? '2999-01-01' }]).map(
  (w) => ({ ...w, a: Date.parse(w.from), b: Date.parse(w.to), watches: {}, rest: {}, codes: {} }),
);
const user = new RegExp(o.user),
  agent = new RegExp(o.agent),
  notAgent = o['not-agent'] && new RegExp(o['not-agent']);
const what = (e) =>
  o.paths
    ? e.requestURI
    : e.objectRef
      ? [e.objectRef.resource + (e.objectRef.apiGroup ? `.${e.objectRef.apiGroup}` : ''), e.objectRef.subresource].filter(Boolean).join('/')
      : e.requestURI.split('?')[0];
const add = (m, k) => (m[k] = (m[k] ?? 0) + 1);
const sum = (m) => Object.values(m).reduce((a, b) => a + b, 0);

const dir = dirname(o.audit),
  stem = basename(o.audit, '.jsonl');
const files = readdirSync(dir)
  .filter((f) => f.startsWith(stem) && f.endsWith('.jsonl'))
  .map((f) => join(dir, f));
for (const f of files)
  for await (const line of createInterface({ input: createReadStream(f) })) {
    let e;
    try {
      e = JSON.parse(line);
    } catch {
      continue;
    }
    if (!user.test(e.user?.username ?? '') || !agent.test(e.userAgent ?? '') || notAgent?.test(e.userAgent ?? '')) continue;
    const at = Date.parse(e.requestReceivedTimestamp);
    for (const w of windows)
      if (at >= w.a && at < w.b) {
        add(e.verb === 'watch' ? w.watches : w.rest, `${e.verb} ${what(e)}`);
        add(w.codes, e.responseStatus?.code ?? 0);
      }
  }
const top = (m) =>
  Object.entries(m)
    .sort((a, b) => b[1] - a[1])
    .slice(0, o.top ?? 8)
    .map(([k, n]) => `${k} ${n}`)
    .join(', ');
if (o.json) console.log(JSON.stringify(windows, null, 1));
else
  for (const w of windows) {
    const minutes = (w.b - w.a) / 60000,
      rate = (n) => (Number.isFinite(minutes) && minutes < 1e4 ? ` (${(n / minutes).toFixed(1)}/min)` : '');
    console.log(
      `${w.name}: watch starts ${sum(w.watches)}${rate(sum(w.watches))}, rest ${sum(w.rest)}${rate(sum(w.rest))}\n    rest: ${top(w.rest) || '-'}\n    watches: ${top(w.watches) || '-'}\n    codes: ${top(w.codes)}`,
    );
  }
