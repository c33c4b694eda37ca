import { HANDS } from './hands';
import type { RecordedLine } from './recording';

/**
 * Puts the lines of one walk (or of several that went on at once) together; every other line stands alone. A walk is over when something was done by hand,
 * or when its seconds begin anew.
 */
export function groupWalks(lines: readonly RecordedLine[]): RecordedLine[][] {
  const groups: RecordedLine[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const last = group?.findLast((other) => other.walk === line.walk);
    const alone = line.walk === undefined || group?.[0]?.walk === undefined || HANDS[line.line] !== undefined;
    const anew = last !== undefined && Number(last.after) > Number(line.after);
    if (group && !alone && !anew) group.push(line);
    else groups.push([line]);
  }
  return groups;
}
