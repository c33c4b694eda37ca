// A picture of pages:   node shot.mjs --target NAME --pages main,pods --dir DIR [--settle 4] [--path /other --name x]
import { browser, open, options, sleep, target } from './lib.mjs';

const o = options({ pages: 'main,pods', dir: '.', settle: 4 });
const t = await target(o.target),
  b = await browser();
for (const p of o.path ? [o.name ?? 'path'] : o.pages.split(',')) {
  const { context, page } = await open(b, t, o.path ?? t.pages[p], { wait: false });
  await sleep(o.settle * 1000);
  if (o.click) {
    await page.click(o.click);
    await sleep(o.settle * 1000);
  }
  await page.screenshot({ path: `${o.dir}/${t.name}-${p}.png` });
  if (o.text) console.log((await page.evaluate(() => document.body.innerText)).slice(0, Number(o.text)));
  await context.close();
}
await b.close();
