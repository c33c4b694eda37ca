/** Puts what the standalone server needs beside it: static files, which next build leaves outside its folder, and the programs of the image. */
import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { bundlePrograms } from './bundle-programs';
import { distDir } from './run/app';

const root = path.join(import.meta.dirname, '..');
const dist = distDir();
const standalone = path.join(root, dist, 'standalone');
cpSync(path.join(root, dist, 'static'), path.join(standalone, dist, 'static'), { recursive: true });
if (existsSync(path.join(root, 'public'))) cpSync(path.join(root, 'public'), path.join(standalone, 'public'), { recursive: true });
await bundlePrograms(root, standalone);
