import 'server-only';
import path from 'node:path';
import { z } from 'zod';
import { remediations } from '@/lib/remediations/registry.generated';

const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''));
const origin = url.refine((text) => new URL(text).origin === text, 'must be scheme, host and port only');
const name = z.string().regex(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/, 'must be a name as Kubernetes has them');
const remediationIds = remediations.map((r) => r.id);
const flag = z.enum(['0', '1', 'true', 'false']).transform((text) => text === '1' || text === 'true');

const schema = z.object({
  KUBECONFIG: z.string().optional(),
  /** Which CVAT to look at, by namespace and Helm release. Both unset: Loupe looks for it; one of them narrows the search. */
  LOUPE_NAMESPACE: name.optional(),
  LOUPE_RELEASE: name.optional(),
  /** Where Nuclio's functions live and under which project; unset: as CVAT's backend is told, and `cvat`. */
  LOUPE_NUCLIO_NAMESPACE: name.optional(),
  LOUPE_NUCLIO_PROJECT: name.optional(),
  /** Addresses, where they are not the ones CVAT's backend itself uses. */
  LOUPE_CVAT_URL: url.optional(),
  LOUPE_CVAT_TOKEN: z.string().optional(),
  LOUPE_NUCLIO_URL: url.optional(),
  /** KVRocks is asked in its own protocol then; without it through redis-cli in its container, which knows the password. */
  LOUPE_KVROCKS_PASSWORD: z.string().optional(),
  /** Template with {node}; without it the kubelets are asked directly. */
  LOUPE_KUBELET_URL: z.string().includes('{node}').optional(),
  LOUPE_DATA_DIR: z.string().default('./data'),
  /** What people type to get here, scheme included; several by comma, the first is the canonical one. */
  LOUPE_ORIGIN: z
    .string()
    .default('http://localhost:3000')
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(origin).min(1)),
  LOUPE_SECRET: z.string().min(32).optional(),
  /** The one before LOUPE_SECRET: what it sealed is opened once more and sealed under the new one. */
  LOUPE_SECRET_PREVIOUS: z.string().min(32).optional(),
  LOUPE_ADMIN_USER: z.string().min(2).max(40).optional(),
  LOUPE_ADMIN_PASSWORD: z.string().min(10).max(200).optional(),
  LOUPE_PUBLIC_MODELS: flag.default(false),
  /** Remediations this installation may use at all, by comma, or `none`; unset: all. Whoever deploys decides it, together with the rights. */
  LOUPE_REMEDIATIONS: z
    .string()
    .transform((text) => (text === 'none' ? [] : text.split(',').map((part) => part.trim())))
    .refine((ids) => ids.every((id) => remediationIds.includes(id)), `accepts none, or by comma: ${remediationIds.join(', ')}`)
    .optional(),
  /** Where GET /metrics is answered without a token, host:port; unset, only with one. */
  LOUPE_METRICS_ADDRESS: z
    .string()
    .regex(/^(\[[0-9a-fA-F:]+\]|[^\s:]+):\d{1,5}$/, 'must be host:port')
    .transform((text) => ({ host: text.slice(0, text.lastIndexOf(':')).replace(/^\[|\]$/g, ''), port: Number(text.slice(text.lastIndexOf(':') + 1)) }))
    .refine(({ port }) => port > 0 && port < 65_536, 'must have a port from 1 to 65535')
    .optional(),
  /** Control address of the lab; unset anywhere else. */
  LOUPE_LAB_URL: url.optional(),
  LOUPE_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Where the run engine lives: in this process, or in one of its own (npm run actor) that alone holds the account that may change anything. */
  LOUPE_ACTOR: z.enum(['here', 'separate']).default('here'),
  /** Unix socket between the two; in the data folder unless said. */
  LOUPE_ACTOR_SOCKET: z.string().max(100).optional(),
  /** Instead of the socket: where the web process asks, where the actor listens (host:port), and the secret both know. */
  LOUPE_ACTOR_URL: origin.optional(),
  LOUPE_ACTOR_LISTEN: z
    .string()
    .regex(/^\S+:\d{1,5}$/, 'must be host:port')
    .optional(),
  LOUPE_ACTOR_SECRET: z.string().min(32).optional(),
  /** Read by the actor only: the kubeconfig of the account that may change objects; unset, KUBECONFIG or the pod's own account. */
  LOUPE_ACTOR_KUBECONFIG: z.string().optional(),
  /** Longest time an orderly end may take after SIGTERM; keep it below the pod's terminationGracePeriodSeconds. */
  LOUPE_GRACE_SECONDS: z.coerce.number().int().min(1).max(3600).default(25),
});

export interface Env {
  readonly kubeconfig: string | undefined;
  readonly namespace: string | undefined;
  readonly release: string | undefined;
  readonly nuclioNamespace: string | undefined;
  readonly nuclioProject: string | undefined;
  readonly cvatUrl: string | undefined;
  readonly cvatToken: string | undefined;
  readonly kvrocksPassword: string | undefined;
  readonly nuclioUrl: string | undefined;
  readonly kubeletUrl: string | undefined;
  readonly dataDir: string;
  readonly origins: readonly [string, ...string[]];
  readonly secret: string | undefined;
  readonly previousSecret: string | undefined;
  readonly admin: { readonly username: string; readonly password: string } | undefined;
  readonly publicModels: boolean;
  /** Remediations this installation may use at all; undefined: all. */
  readonly remediations: readonly string[] | undefined;
  readonly metricsAddress: { readonly host: string; readonly port: number } | undefined;
  readonly labUrl: string | undefined;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly actor: ActorEnv;
  readonly graceSeconds: number;
}

/** Where the run engine lives, and how the web process and the actor reach each other. */
export interface ActorEnv {
  readonly mode: 'here' | 'separate';
  /** Absolute; not used where `url` and `listen` say otherwise. */
  readonly socket: string;
  readonly url: string | undefined;
  readonly listen: string | undefined;
  readonly secret: string | undefined;
  /** Kubeconfig of the account that changes; the actor's only. */
  readonly kubeconfig: string | undefined;
}

/** Names every variable that is wrong and why, all at once, and never a value: one of them may be a password. */
export class EnvError extends Error {
  constructor(faults: readonly string[]) {
    super(`Loupe cannot start. ${faults.join('; ')}`);
    this.name = 'EnvError';
  }
}

/** Reads the environment. An empty variable counts as unset. Throws EnvError. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(set);
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path[0]?.toString() ?? '?'} ${sayFault(issue)}`);
  if (Boolean(set.LOUPE_ADMIN_USER) !== Boolean(set.LOUPE_ADMIN_PASSWORD)) faults.push('LOUPE_ADMIN_USER and LOUPE_ADMIN_PASSWORD belong together');
  if (Boolean(set.LOUPE_ACTOR_URL ?? set.LOUPE_ACTOR_LISTEN) !== Boolean(set.LOUPE_ACTOR_SECRET)) {
    faults.push('LOUPE_ACTOR_SECRET belongs together with LOUPE_ACTOR_URL or LOUPE_ACTOR_LISTEN');
  }
  if (!parsed.success || faults.length > 0) throw new EnvError(faults);
  const e = parsed.data;
  const [first = '', ...others] = e.LOUPE_ORIGIN;
  return {
    kubeconfig: e.KUBECONFIG,
    namespace: e.LOUPE_NAMESPACE,
    release: e.LOUPE_RELEASE,
    nuclioNamespace: e.LOUPE_NUCLIO_NAMESPACE,
    nuclioProject: e.LOUPE_NUCLIO_PROJECT,
    cvatUrl: e.LOUPE_CVAT_URL,
    cvatToken: e.LOUPE_CVAT_TOKEN,
    kvrocksPassword: e.LOUPE_KVROCKS_PASSWORD,
    nuclioUrl: e.LOUPE_NUCLIO_URL,
    kubeletUrl: e.LOUPE_KUBELET_URL,
    dataDir: path.resolve(e.LOUPE_DATA_DIR),
    origins: [first, ...others],
    secret: e.LOUPE_SECRET,
    previousSecret: e.LOUPE_SECRET_PREVIOUS,
    admin: e.LOUPE_ADMIN_USER && e.LOUPE_ADMIN_PASSWORD ? { username: e.LOUPE_ADMIN_USER, password: e.LOUPE_ADMIN_PASSWORD } : undefined,
    publicModels: e.LOUPE_PUBLIC_MODELS,
    remediations: e.LOUPE_REMEDIATIONS,
    metricsAddress: e.LOUPE_METRICS_ADDRESS,
    labUrl: e.LOUPE_LAB_URL,
    logLevel: e.LOUPE_LOG_LEVEL,
    actor: {
      mode: e.LOUPE_ACTOR,
      socket: path.resolve(e.LOUPE_ACTOR_SOCKET ?? path.join(e.LOUPE_DATA_DIR, 'actor.sock')),
      url: e.LOUPE_ACTOR_URL,
      listen: e.LOUPE_ACTOR_LISTEN,
      secret: e.LOUPE_ACTOR_SECRET,
      kubeconfig: e.LOUPE_ACTOR_KUBECONFIG,
    },
    graceSeconds: e.LOUPE_GRACE_SECONDS,
  };
}

function sayFault(issue: z.core.$ZodIssue): string {
  return issue.code === 'custom' || issue.code === 'invalid_format' ? issue.message : issue.code.replaceAll('_', ' ');
}

let read: Env | undefined;

/** The environment of this process, read once. Throws EnvError. */
export function getEnv(): Env {
  read ??= readEnv(process.env);
  return read;
}
