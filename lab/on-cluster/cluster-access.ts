import { readFileSync } from 'node:fs';
import { Agent, request as httpsRequest } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';

/** An answer that is no success, with the API server's own words. */
export class ClusterRefusal extends Error {
  constructor(
    readonly status: number,
    words: string,
  ) {
    super(words);
    this.name = 'ClusterRefusal';
  }
}

export interface ClusterAccess {
  /** The JSON of a 2xx. Rejects with ClusterRefusal, or with the connection's error. */
  call(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<unknown>;
  close(): void;
}

interface Kubeconfig {
  readonly clusters: readonly { readonly cluster: { readonly server: string; readonly 'certificate-authority': string } }[];
  readonly users: readonly { readonly user: { readonly token: string } }[];
}

const TIMEOUT_MS = 20_000;
/** The API server asks to wait, for a second or two, while it makes room for resources that were just defined. */
const ASK_AGAIN_MS = 500;
const ATTEMPTS = 40;
/** Who it is in the API server's audit log: what this program writes must not be taken for Loupe's. */
const USER_AGENT = 'nuclio-stand-in';

/** The API server of a kubeconfig with one cluster, one user, a token and a certificate file, as rig/up writes it. */
export function connectAccess(kubeconfigPath: string): ClusterAccess {
  const config = parse(readFileSync(kubeconfigPath, 'utf8')) as Kubeconfig;
  const cluster = config.clusters[0]?.cluster;
  const token = config.users[0]?.user.token;
  if (!cluster || !token) throw new Error(`${kubeconfigPath}: one cluster with a certificate file and one user with a token are needed`);
  const agent = new Agent({ keepAlive: true, ca: readFileSync(cluster['certificate-authority']) });

  const once: ClusterAccess['call'] = (method, path, body) =>
    new Promise((resolve, reject) => {
      const sent = body === undefined ? undefined : JSON.stringify(body);
      const request = httpsRequest(`${cluster.server}${path}`, {
        method,
        agent,
        timeout: TIMEOUT_MS,
        headers: {
          authorization: `Bearer ${token}`,
          'user-agent': USER_AGENT,
          ...(sent === undefined ? {} : { 'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' }),
        },
      });
      request.on('timeout', () => request.destroy(new Error(`${method} ${path}: no answer within ${TIMEOUT_MS} ms`)));
      request.on('error', reject);
      request.on('response', (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(pieces).toString('utf8');
          const status = response.statusCode ?? 0;
          if (status >= 200 && status < 300) resolve(text ? JSON.parse(text) : undefined);
          else reject(new ClusterRefusal(status, words(text)));
        });
      });
      request.end(sent);
    });

  const patiently = async (attemptsLeft: number, ...request: Parameters<ClusterAccess['call']>): Promise<unknown> => {
    try {
      return await once(...request);
    } catch (error) {
      if (!(error instanceof ClusterRefusal) || error.status !== 429 || attemptsLeft === 0) throw error;
      await sleep(ASK_AGAIN_MS);
      return patiently(attemptsLeft - 1, ...request);
    }
  };

  return { call: (...request) => patiently(ATTEMPTS, ...request), close: () => agent.destroy() };
}

function words(text: string): string {
  try {
    return String((JSON.parse(text) as { message?: unknown }).message ?? text);
  } catch {
    return text;
  }
}
