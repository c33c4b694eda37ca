/** The lab page's whole style: no other asset is loaded. */
export const labPageStyle = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); --soft: color-mix(in srgb, currentColor 6%, transparent); --on: #b4540a; }
@media (prefers-color-scheme: dark) { :root { --on: #f0a35e; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.25rem 4rem; font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1rem; margin: 2rem 0 .6rem; }
p { margin: .25rem 0 0; }
code, time { font: .9em ui-monospace, monospace; }
.row { display: flex; flex-wrap: wrap; gap: .5rem; margin: .4rem 0; }
form { margin: 0; }
button { font: inherit; min-height: 2rem; padding: .2rem .8rem; border: 1px solid var(--line); border-radius: .45rem; background: var(--soft); color: inherit; cursor: pointer; white-space: nowrap; }
button:hover { border-color: currentColor; }
button:focus-visible { outline: 2px solid; outline-offset: 2px; }
button[aria-pressed='true'] { border-color: var(--on); color: var(--on); font-weight: 600; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-top: 1px solid var(--line); font-weight: 400; }
thead th { border: 0; font-size: .85em; opacity: .75; }
th span { display: block; }
tr.on th span { font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0; }
dt { opacity: .75; } dd { margin: 0; overflow-wrap: anywhere; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 40rem) { thead { display: none; } tr { display: block; padding: .5rem 0; } th, td { display: block; border: 0; padding: .2rem 0; } tr { border-top: 1px solid var(--line); } }
`.trim();
