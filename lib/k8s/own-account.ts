import 'server-only';
import { fixedPaths } from '@/lib/k8s/api-path';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { record, text } from '@/lib/k8s/map/api-object';

/**
 * The user name of Loupe's own account as the API server knows it, `system:serviceaccount:loupe:loupe` or whatever a kubeconfig's credentials mean
 * there. Undefined where the server does not say (SelfSubjectReview is stable since Kubernetes 1.28, and everybody who is known may ask).
 */
export async function readOwnAccount(connection: Pick<ClusterConnection, 'json'>): Promise<string | undefined> {
  try {
    const { body } = await connection.json({
      method: 'POST',
      path: fixedPaths.ownAccount,
      right: 'create selfsubjectreviews.authentication.k8s.io',
      body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
      timeoutMs: 5_000,
    });
    return text(record(record(record(body).status).userInfo).username)?.slice(0, 300);
  } catch {
    return undefined;
  }
}
