import type { Rig } from '../../../rig/start-rig';
import { moreFaults } from '../more-faults';
import type { Moment } from './protocol';

/** One remediation in the matrix: the fault it answers, and the steps of its plan. `changes` = the step makes a call that changes something. */
export interface Subject {
  readonly remediationId: string;
  readonly checkId: string;
  /** Name of the object the finding is about; empty = any. */
  readonly subject: string;
  /** Makes the fault anew, whatever the case before has left. */
  readonly fault: (rig: Rig) => Promise<unknown>;
  readonly steps: readonly { readonly id: string; readonly changes: boolean }[];
}

const change = (id: string) => ({ id, changes: true });
const wait = (id: string) => ({ id, changes: false });
/** Of the many Deployments that hold the proxy's options, the first and one in the middle. */
const proxied = [change('patch-cvat-backend-server'), wait('wait-cvat-backend-server'), change('patch-cvat-backend-worker-export')];

export const subjects: readonly Subject[] = [
  {
    ...{ remediationId: 'set-runtime-class', checkId: 'gpu-runtime-class-missing', subject: '', fault: moreFaults['class-missing'] },
    steps: [change('patch'), wait('wait'), wait('ask')],
  },
  {
    remediationId: 'expand-volume',
    checkId: 'volume-nearly-full',
    subject: 'cvat-backend-data',
    fault: moreFaults['claim-full'],
    steps: [change('patch'), wait('wait')],
  },
  {
    ...{ remediationId: 'compact-kvrocks', checkId: 'kvrocks-disk-filling', subject: '', fault: moreFaults['store-full'] },
    steps: [change('purge'), wait('writes'), change('compact')],
  },
  {
    ...{ remediationId: 'drop-image-cache', checkId: 'kvrocks-write-refused', subject: '', fault: moreFaults['writes-refused'] },
    steps: [change('purge'), wait('writes'), change('flush'), change('compact')],
  },
  {
    ...{
      remediationId: 'redeploy-function',
      checkId: 'invocation-url-missing',
      subject: 'pth-facebookresearch-sam-vit-h',
      fault: moreFaults['address-missing'],
    },
    steps: [change('start'), wait('wait')],
  },
  {
    ...{ remediationId: 'delete-failed-function', checkId: 'function-failed', subject: 'onnx-wongkinyiu-yolov7', fault: moreFaults['function-failed'] },
    steps: [change('delete'), wait('gone')],
  },
  {
    ...{ remediationId: 'release-stuck-build', checkId: 'function-build-stuck', subject: 'pth-foolwood-siammask', fault: moreFaults['build-abandoned'] },
    steps: [change('state'), change('back'), wait('wait')],
  },
  {
    remediationId: 'undo-rollout',
    checkId: 'rollout-stuck',
    subject: 'cvat-frontend',
    fault: moreFaults['rollout-broken'],
    steps: [change('patch'), wait('wait')],
  },
  {
    remediationId: 'restart-workload',
    checkId: 'pod-crash-loop',
    subject: 'cvat-opa',
    fault: moreFaults['pod-crashing'],
    steps: [change('patch'), wait('wait')],
  },
  {
    ...{ remediationId: 'align-setting', checkId: 'setting-inconsistent', subject: 'CVAT_NUCLIO_PORT', fault: moreFaults['setting-differs'] },
    steps: [change('patch-cvat-backend-worker-annotation'), wait('wait-cvat-backend-worker-annotation')],
  },
  {
    ...{ remediationId: 'narrow-proxy-range', checkId: 'proxy-range-too-wide', subject: '', fault: moreFaults['proxy-range-wide'] },
    steps: proxied,
  },
  {
    ...{ remediationId: 'allow-storage-address', checkId: 'proxy-denial', subject: '', fault: moreFaults['storage-denied'] },
    steps: proxied,
  },
];

export interface Case {
  readonly subject: Subject;
  readonly step: string;
  readonly moment: Moment;
  readonly signal: 'SIGKILL' | 'SIGSTOP';
  /** Loupe dies with it and is started again. */
  readonly self: boolean;
}

/** Every moment of every step of every remediation, the API server killed and frozen, Loupe living and dying with it. */
export function allCases(): Case[] {
  return subjects.flatMap((subject) =>
    [...subject.steps, { id: 'verifying', changes: false }].flatMap(({ id: step, changes }) =>
      (changes ? (['running', 'calling', 'done'] as const) : (['running'] as const)).flatMap((moment) =>
        (['SIGKILL', 'SIGSTOP'] as const).flatMap((signal) => [false, true].map((self) => ({ subject, step, moment, signal, self }))),
      ),
    ),
  );
}

/** Each kind of call (API server, exec, Nuclio), a wait, and each kind of harm: in five minutes; the first three of them in CI, where time is short. */
const short: readonly string[] = [
  'set-runtime-class patch calling SIGKILL',
  'redeploy-function start calling SIGSTOP',
  'expand-volume patch calling SIGSTOP with Loupe',
  'set-runtime-class wait running SIGSTOP',
  'compact-kvrocks compact calling SIGKILL',
].slice(0, process.env.CI ? 3 : undefined);

export function nameOf({ subject, step, moment, signal, self }: Case): string {
  return `${subject.remediationId} ${step} ${moment} ${signal}${self ? ' with Loupe' : ''}`;
}

/** The short list; all with E2E_CHAOS=all; with any other text, those whose name holds it. */
export function chosenCases(): Case[] {
  const wanted = process.env.E2E_CHAOS;
  if (wanted === 'all') return allCases();
  return allCases().filter((each) => (wanted ? nameOf(each).includes(wanted) : short.includes(nameOf(each))));
}
