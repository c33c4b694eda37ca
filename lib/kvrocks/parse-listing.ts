import 'server-only';
import type { KvrocksFacts } from '@/lib/domain/facts/kvrocks';

type Composition = NonNullable<KvrocksFacts['composition']>;

/**
 * What the store's directory consists of, from `du -ak <db> <db>/archive`: live data (tables and the write-ahead log in use), the archive of
 * write-ahead logs, and the rest (RocksDB's own logs, manifest, options). Where only the totals came, live data is what INFO says and files
 * are not counted. Undefined when the directory's total is missing: nothing can be said then.
 */
export function parseListing(output: string, dbPath: string, usedDbBytes: number): Composition | undefined {
  const sizes = new Map<string, number>();
  for (const line of output.split('\n')) {
    const match = /^(\d+)\s+(\/.*\S)\s*$/.exec(line);
    if (match?.[1] && match[2]) sizes.set(match[2], Number(match[1]) * 1024);
  }
  const total = sizes.get(dbPath);
  if (total === undefined) return undefined;
  const archiveBytes = sizes.get(`${dbPath}/archive`) ?? 0;
  const live = filesIn(sizes, dbPath, /\.(sst|log|blob)$/);
  const archived = filesIn(sizes, `${dbPath}/archive`, /\.log$/);
  const listed = live.length > 0;
  const liveBytes = listed ? live.reduce((sum, [, bytes]) => sum + bytes, 0) : Math.min(usedDbBytes, Math.max(total - archiveBytes, 0));
  return {
    liveBytes,
    ...(listed ? { liveFiles: live.length, archiveFiles: archived.length } : {}),
    archiveBytes,
    restBytes: Math.max(total - liveBytes - archiveBytes, 0),
  };
}

function filesIn(sizes: ReadonlyMap<string, number>, folder: string, name: RegExp): readonly [string, number][] {
  return [...sizes].filter(([path]) => path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/') && name.test(path));
}
