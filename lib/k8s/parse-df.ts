import 'server-only';

/** Used and available together are what can be filled. Bytes, or inodes. */
export interface DiskFree {
  readonly used: number;
  readonly capacity: number;
}

/** Both tables of the question `disk-free`, a blank line between them. Inodes are left out where they were not counted. */
export function parseDiskFree(output: string): { readonly blocks: DiskFree; readonly inodes?: DiskFree } | undefined {
  const [first = '', second = ''] = output.split(/\n\s*\n/);
  const blocks = parseDf(first, 'kibibytes');
  const inodes = parseDf(second, 'inodes');
  return blocks && { blocks, ...(inodes && inodes.capacity > 0 ? { inodes } : {}) };
}

/**
 * One line of `df -P` under its header, also where a long device name pushed the figures to a line of their own. `unit` says what is
 * counted: kibibytes or inodes; the header decides whether the program understood the question. Undefined for anything else.
 */
export function parseDf(output: string, unit: 'kibibytes' | 'inodes'): DiskFree | undefined {
  const [header = '', ...rest] = output.trim().split('\n');
  const asked = unit === 'inodes' ? /\bI?nodes\b/i : /\b(1024|1K)-blocks\b/;
  if (!asked.test(header) || (unit === 'kibibytes' && /inodes/i.test(header))) return undefined;
  const figures = /\s(\d+)\s+(\d+)\s+(\d+)\s+\d+%\s+\//.exec(` ${rest.join(' ')}`);
  if (!figures || rest.length > 2) return undefined;
  const factor = unit === 'kibibytes' ? 1024 : 1;
  const used = Number(figures[2]) * factor;
  return { used, capacity: used + Number(figures[3]) * factor };
}
