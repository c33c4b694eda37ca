/** Why a build or a deploy ended in `error`. Words of each: `checks.function-failed.title`, `.summary`. */
export type FailureCause =
  | 'registry-refused'
  | 'rate-limited'
  | 'no-space'
  | 'build-timed-out'
  | 'build-never-started'
  | 'no-build-rights'
  | 'no-docker'
  | 'package-missing'
  | 'base-image-missing'
  | 'node-port'
  | 'project-missing'
  | 'crash-loop'
  | 'unschedulable'
  | 'not-ready-in-time'
  | 'refused-by-cluster'
  | 'build-failed'
  | 'unknown';

/** The telling text of each cause, most telling first: a log that ends in "Job failed" often names the true cause further up. */
const signs: readonly (readonly [FailureCause, RegExp])[] = [
  ['registry-refused', /UNAUTHORIZED|authentication required|checking push permission|denied: requested access/i],
  ['rate-limited', /TOOMANYREQUESTS|toomanyrequests|pull rate limit/i],
  ['no-space', /no space left on device|\bEvicted\b|low on resource: ephemeral-storage/i],
  ['package-missing', /No matching distribution found for|Could not find a version that satisfies the requirement|Unable to locate package/i],
  ['base-image-missing', /manifest unknown|MANIFEST_UNKNOWN|not found: manifest|pull access denied/i],
  ['build-timed-out', /No pods found for job|unable to get job pod|Job has timed out/i],
  ['build-never-started', /Job was not completed in time/i],
  ['no-build-rights', /Failed to publish kaniko job/i],
  ['no-docker', /No docker client found/i],
  ['node-port', /spec\.ports\[\d+\]\.nodePort|not in the valid range of ports|port is already allocated/i],
  ['project-missing', /Project does not exist|Failed to enrich node selectors|nuclioprojects\S* "[^"]*" not found/i],
  ['crash-loop', /is in a crash loop/i],
  ['unschedulable', /nodes are available:|is unschedulable/i],
  ['not-ready-in-time', /deployment is not ready yet|context deadline exceeded/i],
  ['refused-by-cluster', /\bis invalid:|admission webhook|is forbidden:/i],
  ['build-failed', /Job failed|Failed to build/i],
];

export interface Failure {
  readonly cause: FailureCause;
  /** The line that told it, trimmed; undefined where nothing did. */
  readonly line?: string;
  /** What the line names: a package, a port, a project. */
  readonly detail?: string;
}

/**
 * Names the cause from what Nuclio left: the message, the last log entries and the build's log. The order of the texts does not count, the
 * order of the signs does: after a failed redeploy Nuclio overwrites its message with the log of an old pod, or with an empty line.
 */
export function classifyFailure(texts: readonly string[]): Failure {
  const lines = texts.flatMap((t) => t.split(/\r?\n/)).map((l) => l.trim());
  for (const [cause, sign] of signs) {
    const line = lines.find((l) => sign.test(l));
    if (line === undefined) continue;
    const detail = detailOf(cause, line);
    return detail === undefined ? { cause, line } : { cause, line, detail };
  }
  const line = lines.find((l) => l !== '');
  return line === undefined ? { cause: 'unknown' } : { cause: 'unknown', line };
}

function detailOf(cause: FailureCause, line: string): string | undefined {
  switch (cause) {
    case 'package-missing':
      return /(?:found for|requirement|package) ([\w.[\]=<>!~-]+)/i.exec(line)?.[1];
    case 'node-port':
      return /Invalid value: (\d+)/.exec(line)?.[1];
    default:
      return undefined;
  }
}
