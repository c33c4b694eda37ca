/** Prints how fast, how heavy and how frugal Loupe is. See README.md. */
import { browserFor, openPage } from './measure/browser';
import { measureChange } from './measure/change';
import { measureFirstRow } from './measure/first-row';
import { measureMemory } from './measure/memory';
import { measureRequests } from './measure/requests';
import { startStage } from './measure/stage';
import { measureWeight } from './measure/weight';

const value = (name: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};
const sizes = (value('pods') ?? '60,1000').split(',').map(Number);
const only = value('only')?.split(',');
const wants = (name: string) => !only || only.includes(name);

const results: Record<string, unknown> = {};
for (const [index, pods] of sizes.entries()) {
  const stage = await startStage(pods);
  const browser = await browserFor();
  try {
    const figures: Record<string, unknown> = {};
    results[`${pods} pods`] = figures;
    if (index === 0 && wants('weight')) figures.weight = await measureWeight(browser, stage);
    if (wants('first-row')) figures.firstRowMs = await measureFirstRow(browser, stage);
    if (wants('change')) figures.changeMs = await measureChange(browser, stage);
    if (wants('memory')) figures.memory = await measureMemory(browser, stage);
    if (wants('requests')) figures.requestsPerMinute = await measureRequests(browser, stage, openPage);
    console.log(JSON.stringify({ [`${pods} pods`]: figures }, null, 1));
  } finally {
    await browser.close();
    await stage.stop();
  }
}
console.log(JSON.stringify(results));
