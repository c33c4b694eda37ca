import { describe, expect, it } from 'vitest';
import type { AuditedRequest } from '../../rig/audit-log';
import { askedBy, neverUsed } from './used-rights';

const request = (more: Partial<AuditedRequest>): AuditedRequest => ({
  ...{
    at: '',
    user: 'reader',
    userAgent: '',
    verb: 'list',
    uri: '',
    group: '',
    resource: 'pods',
    subresource: '',
    namespace: 'cvat',
    name: '',
    code: 200,
    dryRun: false,
  },
  ...more,
});

describe('rights held against what was asked', () => {
  it('names what was refused, of this account only', () => {
    const asked = askedBy([request({}), request({ code: 403 }), request({ user: 'somebody', resource: 'secrets' })], 'reader');
    expect(asked.map(({ right, refused }) => [right, refused])).toEqual([['list pods in cvat', true]]);
  });

  it('takes a watch that begins with everything for the list it stands for', () => {
    const asked = askedBy([request({ verb: 'watch', uri: '/api/v1/namespaces/cvat/pods?watch=1&sendInitialEvents=true' })], 'reader');
    expect(asked.map(({ right }) => right)).toEqual(['watch pods in cvat', 'list pods in cvat']);
  });

  it('names each granted right that nothing used, by verb and place', () => {
    const asked = askedBy([request({}), request({ verb: 'create', subresource: 'exec' }), request({ resource: 'nodes', namespace: '' })], 'reader');
    const granted = [
      { apiGroup: '', resource: 'pods', verbs: ['list', 'watch'], namespace: 'cvat' },
      { apiGroup: '', resource: 'pods/exec', verbs: ['create'], namespace: 'cvat' },
      { apiGroup: '', resource: 'pods', verbs: ['list'], namespace: 'nuclio' },
      { apiGroup: '', resource: 'nodes', verbs: ['list'], namespace: undefined },
    ];
    expect(neverUsed(granted, asked)).toEqual(['list pods in nuclio', 'watch pods in cvat']);
  });
});
