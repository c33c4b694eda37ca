import { describe, expect, it } from 'vitest';
import { apiPath, fixedPaths, releaseSecretPath } from '@/lib/k8s/api-path';
import { labelRequest } from '@/lib/k8s/request-label';

describe('what a call to the API server counts as', () => {
  it.each([
    [{ path: apiPath('Pod') }, 'list', 'pods'],
    [{ path: apiPath('Pod', { namespace: 'cvat' }), query: { watch: true } }, 'watch', 'pods'],
    [{ path: apiPath('Pod', { namespace: 'cvat', name: 'a', subresource: 'log' as const }) }, 'get', 'pods/log'],
    [{ path: apiPath('Deployment', { namespace: 'cvat', name: 'a' }), method: 'PATCH' as const }, 'patch', 'deployments.apps'],
    [{ path: apiPath('Pod', { namespace: 'cvat', name: 'a' }), method: 'DELETE' as const }, 'delete', 'pods'],
    [{ path: fixedPaths.accessReview, method: 'POST' as const }, 'create', 'selfsubjectaccessreviews.authorization.k8s.io'],
    [{ path: releaseSecretPath('cvat') }, 'list', 'secrets'],
    [{ path: apiPath('Node', { name: 'gpu-0' }) }, 'get', 'nodes'],
    [{ path: fixedPaths.version }, 'get', '-'],
  ])('%o is %s of %s', (request, verb, resource) => {
    expect(labelRequest(request)).toEqual({ verb, resource });
  });
});
