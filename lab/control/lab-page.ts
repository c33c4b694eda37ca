import { labPageStyle } from './lab-page-style';
import type { LabState } from './lab-state';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const html = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);

const STEPS = [
  ['1 minute', 60],
  ['10 minutes', 600],
  ['1 hour', 3_600],
  ['6 hours', 21_600],
  ['1 day', 86_400],
] as const;
const RATES = [1, 10, 60] as const;
const MODES = ['up', 'frozen', 'refusing'] as const;

interface ButtonState {
  readonly pressed?: boolean;
  /** Said after the label to those who do not see what the button stands beside. */
  readonly about?: string;
}

function button(action: string, fields: Record<string, string | number>, label: string, { pressed, about }: ButtonState = {}): string {
  const inputs = Object.entries(fields).map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`);
  const state = pressed === undefined ? '' : ` aria-pressed="${pressed}"`;
  return `<form method="post" action="${action}">${inputs.join('')}<button${state}>${html(label)}${about ? `<span class="unseen">: ${html(about)}</span>` : ''}</button></form>`;
}

function scenarioRow({ id, title, expects, on }: LabState['scenarios'][number]): string {
  const action = `/control/scenarios/${encodeURIComponent(id)}`;
  return `<tr${on ? ' class="on"' : ''}>
<td>${button(action, { on: String(!on) }, on ? 'Switch off' : 'Switch on', { about: title })}</td>
<th scope="row"><span>${html(title)}</span> <code>${html(id)}</code></th>
<td>${expects.map((check) => `<code>${html(check)}</code>`).join(' ')}</td>
</tr>`;
}

/** The lab's page: what is on, the clock, the API server. Works without scripts. */
export function labPage(state: LabState): string {
  const active = state.scenarios.filter((scenario) => scenario.on).length;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Loupe lab</title><style>${labPageStyle}</style></head>
<body>
<header><h1>Loupe lab</h1><p>${active === 0 ? 'The installation is healthy.' : `${active} of ${state.scenarios.length} scenarios ${active === 1 ? 'is' : 'are'} on.`} Lab time <time datetime="${state.now}">${state.now.replace('T', ' ').slice(0, 19)} UTC</time>, rate ${state.rate}.</p></header>
<main>
<section aria-labelledby="world"><h2 id="world">World</h2><div class="row">${button('/control/reset', {}, 'Back to healthy')}</div></section>
<section aria-labelledby="clock"><h2 id="clock">Clock</h2>
<div class="row" role="group" aria-label="Advance">${STEPS.map(([label, seconds]) => button('/control/clock', { advanceSeconds: seconds }, `+ ${label}`)).join('')}</div>
<div class="row" role="group" aria-label="Rate">${RATES.map((rate) => button('/control/clock', { rate }, `${rate}×`, { pressed: state.rate === rate })).join('')}</div></section>
<section aria-labelledby="server"><h2 id="server">API server</h2><div class="row" role="group" aria-label="API server">${MODES.map((mode) => button('/control/api-server', { mode }, mode, { pressed: state.apiServer === mode })).join('')}</div></section>
<section aria-labelledby="scenarios"><h2 id="scenarios">Scenarios</h2>
<table><thead><tr><th scope="col">Switch</th><th scope="col">What happens</th><th scope="col">Checks that find it</th></tr></thead><tbody>
${state.scenarios.map(scenarioRow).join('\n')}
</tbody></table></section>
<section aria-labelledby="addresses"><h2 id="addresses">Addresses</h2><dl>${Object.entries(state.addresses)
    .map(([name, address]) => `<dt>${html(name)}</dt><dd><code>${html(address)}</code></dd>`)
    .join('')}<dt>kubeconfig</dt><dd><code>${html(state.kubeconfig)}</code></dd></dl></section>
</main>
</body>
</html>`;
}
