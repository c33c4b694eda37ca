import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

/** Path of a Chromium that can be used, or undefined. CHROMIUM_PATH wins, then Playwright's own download, then the system's. */
export function findBrowser(): string | undefined {
  const wanted = process.env.CHROMIUM_PATH;
  if (wanted) return wanted;
  return [chromium.executablePath(), ...SYSTEM].find((file) => file && existsSync(file));
}

/** Finds a Chromium or gets one: Playwright's download first, then Debian's package where this user may install it. Exits with instructions if neither works. */
export function ensureBrowser(): string {
  const found = findBrowser();
  if (found) return found;
  console.log('No Chromium here; asking Playwright for one …');
  spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit', timeout: 5 * 60_000 });
  if (!findBrowser() && process.getuid?.() === 0) {
    console.log("Playwright's download did not work; installing Debian's package chromium …");
    spawnSync('apt-get', ['update'], { stdio: 'ignore' });
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { stdio: 'inherit' });
  }
  const now = findBrowser();
  if (now) return now;
  console.error(
    'The end-to-end tests need Chromium. Install one (npx playwright install chromium, or apt-get install chromium) or name it: CHROMIUM_PATH=/path/to/chromium npm test',
  );
  process.exit(1);
}
