import type { Difference } from './compare';

/** A difference that stays, and why. Nothing else may differ, and what stands here has to differ. */
export interface KnownDifference {
  readonly title: string;
  readonly lines: readonly number[];
  /** Where in the line: compared with `at` of a difference. */
  readonly at: RegExp;
  readonly recorded: string;
  readonly lab: string;
  readonly reason: string;
}

const RECORDED_WITHOUT_ADDRESSES =
  'That part of the recording was made while the nodes had lost their addresses, so that no log could be read. Notes taken on a cluster whose nodes kept them say what comes then, and that is what the lab does.';

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    title: 'An inference reaches the model',
    lines: [97],
    at: /^(code|body)$/,
    recorded: '500, `dial tcp: lookup …: no such host`',
    lab: '200 and what the model found',
    reason:
      'The recorded dashboard ran outside the cluster and could not resolve Service names. The lab stands for one inside, where inference works; a model that does not answer gives 500 there too.',
  },
  {
    title: 'The log of a pod can be read',
    lines: [100],
    at: /^(code|body)$/,
    recorded: '500, `no preferred addresses found`',
    lab: '200 and the last lines',
    reason: RECORDED_WITHOUT_ADDRESSES,
  },
  {
    title: 'The message of a build that failed',
    lines: [133, 135],
    at: /^(walk|body\.status\.message|body\.status\.logs\.[56](\..+)?)$/,
    recorded: '`Error - no preferred addresses found`, and one line more in the log of the deploy',
    lab: '`Error - Job failed. Job logs:` and the log of the build',
    reason: RECORDED_WITHOUT_ADDRESSES,
  },
  {
    title: 'The message of a build that ran out of time',
    lines: [137, 139],
    at: /^(walk|body\.status\.message|body\.status\.logs\.4\.err)$/,
    recorded: '`Error - no preferred addresses found`',
    lab: '`Error - No pods found for job …`',
    reason: RECORDED_WITHOUT_ADDRESSES,
  },
  {
    title: 'The last line of the log of a deploy',
    lines: [13, 131],
    at: /^body\.status\.logs\.[25]$/,
    recorded: 'not yet there in line 13, 0.1 s after `ready`; there in line 131',
    lab: '`Function deploy complete` there in line 13, not yet in line 131',
    reason: 'How soon the dashboard notices that its deploy is over is a matter of its next look, which comes at another moment in simulated time.',
  },
  {
    title: 'A container that crashes is found out sooner',
    lines: [33],
    at: /^walk$/,
    recorded: '`waitingForResourceConfiguration` for seven seconds of the walk',
    lab: '`unhealthy` before the walk begins',
    reason: 'Containers of the recorded cluster end 20 s after they began, those of the lab after 2 s. The order of states is the same.',
  },
  {
    title: 'Who waits for a worker of the controller, and who has had one',
    lines: [239, 240, 241, 247, 248],
    at: /^body\.(refused|unschedulable)\.status\./,
    recorded: '`waitingForResourceConfiguration`',
    lab: '`error` and `unhealthy`, as they end in the recording too',
    reason: 'With seven functions and four workers the order depends on how soon each worker is free, which follows from the row above.',
  },
];

/** The entry that accounts for a difference, if one does. */
export function accountedFor({ line, at }: Difference): KnownDifference | undefined {
  return KNOWN_DIFFERENCES.find((known) => known.lines.includes(line) && known.at.test(at));
}

/** docs/contracts/nuclio.md. */
export function describeDifferences(): string {
  const sections = KNOWN_DIFFERENCES.map(
    ({ title, lines, recorded, lab, reason }) =>
      `### ${title}\n\nLine${lines.length > 1 ? 's' : ''} ${lines.join(', ')}. Recorded: ${recorded}. Lab: ${lab}.\n\n${reason}\n`,
  );
  return `${INTRODUCTION}\n${sections.join('\n')}`;
}

const INTRODUCTION = `<!-- Written from lab/nuclio/contract/differences.ts by: npx vitest run lab/nuclio/replay.test.ts -u -->

# The lab's Nuclio and a real one

\`lab/nuclio/contract/recorded-1.14.1.jsonl\` holds what a real Nuclio 1.14.1 did on a real Kubernetes 1.36 control plane in November 2026: 505 lines of requests and answers, states
that functions went through, and looks at the cluster, from several runs of \`rig/nuclio-probe\`. \`lab/nuclio/replay.test.ts\` sends the same requests over HTTP, in the same order and with the same
pauses in lab time, does by hand what was done by hand (through the lab's Kubernetes API), and compares.

Compared: status codes; bodies in full; each state of a function in its order, with its message and its addresses; the Deployment's generation, strategy and
runtime class after each of 37 hand patches and redeploys; the objects a function has and leaves behind; the Jobs of builds; labels, annotations and what
is dropped from the custom resource.

Not compared, because it cannot be the same twice: times of day, versions of objects, uids, random ends of names, request ids, the words of Go's call stacks (that there is one is compared), the
order of a build's arguments. Times since the beginning of a walk may differ by 8 s or a quarter, whichever is more: the lab's pods take longer to start
than simulated ones, and its clock is simulated. A state that lasted less than 1.2 s may be missing from the recording, which looked ten times a second at best. How long an answer
took is imitated, not compared: a real dashboard allows itself five requests a second and slows down with each deploy that waits.

\`rig/nuclio-probe\` itself runs against the lab too (\`--url\`, \`--kubeconfig\`; the experiments basics, deploy, missing, errors, patch, list and part of build were run so with the lab's clock four times as fast: of 105 requests the recording
knows, 103 were answered alike; the other two were a project that the lab has from the start, and the inference below).

## Differences that stay

The test fails for any other, and for one of these that is no more.
`;
