import { describe, expect, it } from 'vitest';
import { proxyRangeTooWide as check } from '@/lib/checks/network/proxy-range-too-wide';
import { backend } from '@/lib/checks/shared/fixtures/cluster-facts';
import { findingsOf, judge, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';

const network = {
  serviceCidrs: ['10.43.0.0/16'],
  podCidrs: ['10.42.0.0/16'],
  apiServerAddresses: ['10.43.0.1', '192.168.20.11'],
  nodeAddresses: ['192.168.20.11', '127.0.0.1'],
};
const facts = (options: string, components = ['server', 'worker-chunks']) => ({
  network,
  workloads: components.map((c) => backend(c, { SMOKESCREEN_OPTS: options })),
});

describe('proxy-range-too-wide', () => {
  it('reports a range over the Service network, because it opens the API server', () => {
    const finding = onlyFinding(check, facts('--allow-range=10.43.0.0/16 --deny-address=10.43.0.1'));
    expect(sentence(finding.title)).toBe('--allow-range=10.43.0.0/16 lets CVAT users reach the cluster’s API server');
    expect(finding.severity).toBe('warning');
    expect(finding.evidence.map((e) => e.observed)).toEqual([
      'cvat-backend-server: --allow-range=10.43.0.0/16',
      'cvat-backend-worker-chunks: --allow-range=10.43.0.0/16',
      '10.43.0.1',
    ]);
    expect(finding.hints).toMatchObject({ flag: 'allow-range', value: '10.43.0.0/16', deployments: 'cvat-backend-server,cvat-backend-worker-chunks' });
  });

  it.each([
    ['--allow-range=169.254.0.0/16', 'metadata', 'warning'],
    ['--allow-range=127.0.0.0/8', 'services inside the pod', 'warning'],
    ['--allow-address=10.43.0.1', 'API server', 'warning'],
    ['--allow-range=172.16.0.0/12', '65,536', 'info'],
    ['--allow-range=0.0.0.0/0', 'API server', 'warning'],
    ['--unsafe-allow-private-ranges', 'API server', 'warning'],
  ])('reports %s', (options, words, severity) => {
    const finding = onlyFinding(check, facts(options));
    expect(sentence(finding.title)).toContain(words);
    expect(finding.severity).toBe(severity);
  });

  it('tells two wide rules apart', () => {
    expect(findingsOf(check, facts('--allow-range=10.43.0.0/16 --allow-range=127.0.0.0/8')).map((f) => f.discriminator)).toEqual([
      '--allow-range=10.43.0.0/16',
      '--allow-range=127.0.0.0/8',
    ]);
  });

  it('is silent on an address, a small range, a deny range and no options', () => {
    for (const options of ['--allow-address=10.43.39.217:80', '--allow-range=10.43.39.0/24', '--deny-range=10.0.0.0/8', '']) {
      expect(judge(check, facts(options)).kind).toBe('ok');
    }
  });

  it('does not apply where no proxy runs', () => {
    expect(judge(check, facts('--allow-range=0.0.0.0/0', ['worker-utils'])).kind).toBe('not-applicable');
  });
});
