import type { LabObject } from '../../world/object-store';
import { lineAt } from './recording';

/** What the recorder did besides asking Nuclio, through the Kubernetes API of the lab as it did through a real one. */
export interface Hand {
  /** A merge patch. `kind` in the plural of its path; nodes have no namespace. */
  patch(kind: 'nucliofunctions' | 'deployments' | 'nodes', name: string, body: unknown): Promise<void>;
  create(object: Omit<LabObject, 'metadata'> & { readonly metadata: Partial<LabObject['metadata']> }): Promise<void>;
  remove(kind: 'deployments' | 'jobs' | 'pods', names?: RegExp): Promise<void>;
  /** Deletes a function through the dashboard, whatever its state. */
  drop(...names: string[]): Promise<void>;
  /** Sends a body to POST /api/functions: a function whose making was not recorded. */
  deploy(body: unknown): Promise<void>;
  /** Waits lab seconds. */
  pass(seconds: number): Promise<void>;
  /** Keeps the function's resourceVersion for a later request that was sent with a stale one. */
  remember(name: string): void;
  /** From now on no function's pod becomes ready: what a node that has been forgotten does to its pods. */
  forgetNodes(): void;
  /** `kubectl rollout undo`, `rollout restart`. */
  rollout(verb: 'undo' | 'restart', name: string): Promise<void>;
}

type Act = (hand: Hand) => Promise<void>;

const FUNCTION = { apiVersion: 'nuclio.io/v1beta1', kind: 'NuclioFunction' };
const PROJECT = { 'nuclio.io/project-name': 'cvat' };
const fault = (kind: string | null) => ({ spec: { template: { metadata: { annotations: { 'loupe.test/fault': kind } } } } });
const state =
  (name: string, more: object): Act =>
  (hand) =>
    hand.patch('nucliofunctions', name, { status: more });
const drop =
  (...names: string[]): Act =>
  (hand) =>
    hand.drop(...names);

const failing: Act = async (hand) => {
  for (const line of [25, 26, 27, 28, 29]) await hand.deploy(lineAt(line).sent);
};
const NOT_READY = {
  metadata: { name: 'nr', namespace: 'cvat', labels: PROJECT, annotations: { 'loupe.test/fault': 'NotReady' } },
  spec: { handler: 'm:h', runtime: 'python:3.9', image: 'a/b:1', minReplicas: 1, maxReplicas: 1, readinessTimeoutSeconds: 6 },
};
const bareOnes: Act = async (hand) => {
  await hand.create({ ...FUNCTION, metadata: { name: 'bare', labels: PROJECT }, spec: {}, status: {} });
  await hand.create({ ...FUNCTION, metadata: { name: 'no-status' } });
};
const platform =
  (yaml: string): Act =>
  async (hand) => {
    await hand.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'nuclio-platform-config' }, data: { 'platform.yaml': yaml } });
  };
const AUGMENTED = `functionAugmentedConfigs:
- labelSelector: {matchLabels: {nuclio.io/project-name: cvat}}
  kubernetes: {deployment: {spec: {template: {spec: {runtimeClassName: nvidia}}}}}
`;
const RUNTIME_CLASS = { spec: { template: { spec: { runtimeClassName: 'nvidia' } } } };

/** By line: what was done after the line before it. Taken from `nuclio-probe`; what earlier runs left behind is made anew. */
export const HANDS: Readonly<Record<number, Act>> = {
  10: drop('pre-built'),
  19: async (hand) => {
    await hand.drop('image-only');
    await hand.pass(2);
    // The first run had no node with a GPU.
    for (const node of ['gpu-16', 'polydev-desktop']) await hand.patch('nodes', node, { spec: { unschedulable: true } });
  },
  20: failing,
  47: (hand) => hand.patch('deployments', 'nuclio-not-ready-15', fault(null)),
  65: (hand) => hand.patch('deployments', 'nuclio-breaks', fault('NotReady')),
  68: (hand) => hand.patch('deployments', 'nuclio-breaks', fault(null)),
  80: drop('a.b'),
  85: drop('no-runtime', 'replicas'),
  87: drop('elsewhere'),
  102: async (hand) => {
    await hand.deploy(NOT_READY);
    await hand.pass(20);
  },
  107: drop('by-header', 'by-default', 'by-both'),
  110: async (hand) => {
    await hand.pass(2);
    await bareOnes(hand);
  },
  152: (hand) => hand.remove('jobs', /^nuclio-kanikojob/),
  157: state('build-hangs', { state: 'error' }),
  187: state('patched', { state: 'error', message: 'made up', internalInvocationUrls: [] }),
  192: state('patched', { state: 'building' }),
  200: drop('patched'),
  216: drop('scales'),
  225: drop('pre-built'),
  234: drop('image-only'),
  235: async (hand) => {
    for (const line of [25, 26, 27, 28, 29, 30]) {
      await hand.deploy(lineAt(line).sent);
      await hand.pass(Number(lineAt(line).s));
    }
    hand.forgetNodes();
  },
  239: bareOnes,
  258: async (hand) => {
    await hand.patch('nucliofunctions', 'classy', { spec: { runtimeClassName: 'nvidia' } });
    await hand.pass(6);
  },
  260: state('classy', { state: 'waitingForResourceConfiguration' }),
  261: async (hand) => {
    hand.forgetNodes();
    await hand.pass(1);
  },
  263: (hand) => hand.patch('nucliofunctions', 'classy', { spec: { runtimeClassName: 'nvidia' } }),
  279: async (hand) => {
    await hand.deploy(lineAt(255).sent);
    await hand.pass(10);
    // Twice, as the earlier run had done.
    for (let time = 0; time < 2; time++) {
      await state('classy', { state: 'waitingForResourceConfiguration' })(hand);
      await hand.patch('nucliofunctions', 'classy', { metadata: { annotations: { 'nuclio.io/force-update': String(time) } } });
      await hand.pass(10);
    }
    await hand.patch('deployments', 'nuclio-classy', RUNTIME_CLASS);
    await hand.pass(10);
  },
  281: (hand) => hand.patch('nucliofunctions', 'classy', { metadata: { annotations: { 'loupe.test/touched': '1' } } }),
  282: async (hand) => {
    await hand.pass(62);
    await hand.patch('nucliofunctions', 'classy', { metadata: { annotations: { 'loupe.test/touched': '2' } } });
  },
  283: (hand) => hand.patch('nucliofunctions', 'classy', { metadata: { labels: { 'loupe.test/label': '1' } } }),
  285: async (hand) => {
    await hand.patch('nucliofunctions', 'classy', { metadata: { labels: { 'loupe.test/label': null } } });
    await hand.pass(4);
    // The monitor had found it so, for its node had been forgotten for a while.
    const status = { state: 'waitingForResourceConfiguration', message: 'Function is not healthy' };
    await hand.patch('nucliofunctions', 'classy', { status, spec: { description: 'another' } });
  },
  288: (hand) =>
    hand.patch('nucliofunctions', 'classy', {
      status: { state: 'waitingForResourceConfiguration' },
      spec: { priorityClassName: '', nodeSelector: { 'kubernetes.io/os': 'linux' } },
    }),
  295: (hand) => hand.pass(62),
  358: state('classy', { state: 'error' }),
  363: (hand) => hand.remove('pods', /^nuclio-classy-/),
  364: (hand) => hand.rollout('undo', 'nuclio-classy'),
  365: (hand) => hand.rollout('restart', 'nuclio-classy'),
  366: (hand) => hand.remove('deployments', /^nuclio-classy$/),
  371: async (hand) => {
    await hand.drop('classy');
    await hand.pass(6);
  },
  379: async (hand) => {
    await platform(AUGMENTED)(hand);
    await hand.pass(62);
  },
  384: async (hand) => {
    await hand.drop('classy');
    await hand.pass(6);
  },
  388: async (hand) => {
    await platform('')(hand);
    await hand.pass(62);
  },
  393: async (hand) => hand.remember('goes'),
  394: (hand) => hand.patch('nucliofunctions', 'goes', { metadata: { annotations: { 'loupe.test/touched': '1' } } }),
  417: state('goes', { state: 'error' }),
  420: state('goes', { state: 'building' }),
  427: state('goes', { state: 'waitingForResourceConfiguration' }),
  434: state('goes', { state: 'unhealthy' }),
  441: state('goes', { state: 'imported' }),
  454: drop('goes'),
  457: (hand) => hand.patch('deployments', 'cvat-nuclio-controller', { spec: { replicas: 0 } }).then(() => hand.pass(3)),
  458: (hand) => hand.patch('deployments', 'cvat-nuclio-controller', { spec: { replicas: 1 } }).then(() => hand.pass(10)),
  462: async (hand) => {
    await hand.drop('orphan');
    await hand.pass(4);
  },
  468: async (hand) => hand.remember('again'),
  501: drop('nowhere', 'other'),
};
