import 'server-only';
import { HttpMethod, KubeConfig, RequestContext } from '@kubernetes/client-node';
import type { Dispatcher } from 'undici';
import { AppError } from '@/lib/domain/errors';
import type { ConnectionCredentials } from '@/lib/k8s/connection';

/** What one request needs: where, as whom, through which pool of sockets. */
export interface Identity {
  readonly server: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly dispatcher: Dispatcher | undefined;
}

export interface CredentialSource {
  readonly context: string;
  identity(): Promise<Identity>;
  credentials(): Promise<ConnectionCredentials>;
  /** Reads file or token again; several callers at once share one reading. */
  reload(): Promise<void>;
}

/**
 * The account Loupe has: the given kubeconfig, else the pod's own service account. Throws `not-configured` when there is neither.
 * The stock client reads a rotated token only a minute later; `reload` makes it new at once.
 */
export function loadCredentials(kubeconfigPath: string | undefined, context?: string): CredentialSource {
  let config = readConfig(kubeconfigPath, context);
  let reloading: Promise<void> | undefined;
  return {
    context: contextOf(config),
    async identity() {
      const server = serverOf(config);
      const context = new RequestContext(`${server}/`, HttpMethod.GET);
      await config.applySecurityAuthentication(context);
      return { server, headers: context.getHeaders(), dispatcher: context.getDispatcher() as Dispatcher | undefined };
    },
    async credentials() {
      const options: Parameters<KubeConfig['applyToHTTPSOptions']>[0] = {};
      await config.applyToHTTPSOptions(options);
      const { ca, cert, key, rejectUnauthorized, servername } = options as ConnectionCredentials['tls'];
      const { headers } = await this.identity();
      return { server: serverOf(config), headers, tls: dropUndefined({ ca, cert, key, rejectUnauthorized, servername }) };
    },
    reload() {
      reloading ??= Promise.resolve()
        .then(() => {
          config = readConfig(kubeconfigPath, context);
        })
        .finally(() => {
          reloading = undefined;
        });
      return reloading;
    },
  };
}

function readConfig(path: string | undefined, context: string | undefined): KubeConfig {
  const config = new KubeConfig();
  try {
    if (path) config.loadFromFile(path);
    else config.loadFromCluster();
    if (context !== undefined) {
      if (!config.getContextObject(context)) throw new AppError('not-configured', { params: { what: 'kubeconfig' }, detail: 'kubeconfig has no such context' });
      config.setCurrentContext(context);
    }
    serverOf(config);
    return config;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('not-configured', { params: { what: 'kubeconfig' }, detail: 'kubeconfig cannot be read', cause });
  }
}

function serverOf(config: KubeConfig): string {
  const server = config.getCurrentCluster()?.server;
  // Outside a cluster the stock client makes up `https://undefined:undefined`.
  if (!server || !URL.canParse(server)) throw new AppError('not-configured', { params: { what: 'kubeconfig' }, detail: 'kubeconfig names no server' });
  return server.replace(/\/+$/, '');
}

function contextOf(config: KubeConfig): string {
  const name = config.getCurrentContext();
  return name && name !== 'inClusterContext' ? name : 'in-cluster';
}

function dropUndefined(values: { [K in keyof ConnectionCredentials['tls']]: ConnectionCredentials['tls'][K] | undefined }): ConnectionCredentials['tls'] {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
