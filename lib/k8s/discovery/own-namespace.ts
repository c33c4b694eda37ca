import 'server-only';
import { KubeConfig } from '@kubernetes/client-node';
import { isDnsLabel } from '@/lib/domain/dns-name';

/** The namespace this account is at home in: of the kubeconfig's context, or the pod's own. Undefined where neither says one; never throws. */
export function ownNamespace(kubeconfigPath: string | undefined): string | undefined {
  try {
    const config = new KubeConfig();
    if (kubeconfigPath) config.loadFromFile(kubeconfigPath);
    else config.loadFromCluster();
    const namespace = config.getContextObject(config.getCurrentContext())?.namespace?.trim();
    return namespace !== undefined && isDnsLabel(namespace) ? namespace : undefined;
  } catch {
    return undefined;
  }
}
