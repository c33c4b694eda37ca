/** Puts what the standalone server needs beside it: static files, which next build leaves outside its folder, and the programs of the image. */
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundlePrograms } from './bundle-programs';
import { distDir } from './run/app';
import { pruneStandalone } from './run/prune-standalone';

const root = path.join(import.meta.dirname, '..');
const dist = distDir();
const standalone = path.join(root, dist, 'standalone');
pruneStandalone(standalone, dist);
cpSync(path.join(root, dist, 'static'), path.join(standalone, dist, 'static'), { recursive: true });
if (existsSync(path.join(root, 'public'))) cpSync(path.join(root, 'public'), path.join(standalone, 'public'), { recursive: true });
await bundlePrograms(root, standalone);

// Next ends the process at SIGTERM as soon as its own connections are closed, whatever is still being done. Loupe ends it, when its runs are over.
const server = path.join(standalone, 'server.js');
const begin = "process.env.NEXT_MANUAL_SIG_HANDLE ??= 'true';\n";
const text = readFileSync(server, 'utf8');
if (!text.startsWith(begin)) writeFileSync(server, begin + text);
