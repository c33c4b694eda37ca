import { describe, expect, it } from 'vitest';
import { grantCommands } from '@/lib/domain/setup/grant-commands';

const right = (apiGroup: string, resource: string, verbs: string[], namespace?: string) => ({ rule: { apiGroup, resource, verbs }, namespace });
const account = 'system:serviceaccount:loupe:loupe-reader';

describe('commands that grant a right', () => {
  it('make a role with exactly the rule and bind it to the service account, in its namespace', () => {
    expect(grantCommands('loupe-see-logs', [right('', 'pods/log', ['get'], 'cvat')], account)).toEqual([
      'kubectl create role loupe-see-logs --namespace=cvat --verb=get --resource=pods/log',
      'kubectl create rolebinding loupe-see-logs --namespace=cvat --role=loupe-see-logs --serviceaccount=loupe:loupe-reader',
    ]);
  });

  it('make a cluster role for what lies in no namespace', () => {
    expect(grantCommands('loupe-see-kubelet', [right('', 'nodes/stats', ['get'])], 'ada@example.org')).toEqual([
      'kubectl create clusterrole loupe-see-kubelet --verb=get --resource=nodes/stats',
      'kubectl create clusterrolebinding loupe-see-kubelet --clusterrole=loupe-see-kubelet --user=ada@example.org',
    ]);
  });

  it('join resources with the same verbs, and never give one resource the verbs of another', () => {
    const lines = grantCommands(
      'loupe-see-objects',
      [right('', 'pods', ['list', 'watch'], 'cvat'), right('apps', 'deployments', ['watch', 'list'], 'cvat'), right('', 'secrets', ['get'], 'cvat')],
      account,
    );
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe('kubectl create role loupe-see-objects --namespace=cvat --verb=list,watch --resource=pods,deployments.apps');
    expect(lines[2]).toBe('kubectl create role loupe-see-objects-2 --namespace=cvat --verb=get --resource=secrets');
  });

  it('stand once for each namespace', () => {
    const lines = grantCommands(
      'x',
      [right('', 'pods', ['list'], 'cvat'), right('', 'pods', ['list'], 'models'), right('', 'pods', ['list'], 'cvat')],
      account,
    );
    expect(lines.filter((line) => line.includes('create role '))).toHaveLength(2);
  });

  it('keep a hostile name one word of the shell', () => {
    const [, binding] = grantCommands('x', [right('', 'nodes', ['list'])], "eve'; rm -rf / #");
    expect(binding).toBe(`kubectl create clusterrolebinding x --clusterrole=x --user='eve'\\''; rm -rf / #'`);
    expect(grantCommands('x', [right('', 'nodes', ['list'])], 'system:serviceaccount:a:b$(id)')[1]).toContain(`--user='system:serviceaccount:a:b$(id)'`);
    expect(grantCommands('x', [right('', 'nodes', ['list'])], undefined)[1]).toContain('--user=ACCOUNT');
  });

  it('are none where nothing is missing', () => {
    expect(grantCommands('x', [], account)).toEqual([]);
  });
});
