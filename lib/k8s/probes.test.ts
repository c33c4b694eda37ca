import { describe, expect, it } from 'vitest';
import { parseDf, parseDiskFree } from '@/lib/k8s/parse-df';
import { parseCuda, parseDevices, parseSmi } from '@/lib/k8s/parse-gpu';
import { claimFigures, nodeDiskFigures } from '@/lib/k8s/parse-stats';
import { parseProxyDecision } from '@/lib/k8s/proxy-decision-line';

const AT = '2026-01-29T10:00:00Z';

describe('df', () => {
  const header = 'Filesystem     1024-blocks     Used Available Capacity Mounted on';
  it('counts what can be filled: used and available, not blocks kept for root', () => {
    expect(parseDf(`${header}\n/dev/x 1000 400 500 45% /data\n`, 'kibibytes')).toEqual({ used: 400 * 1024, capacity: 900 * 1024 });
  });
  it('is read when a long device took a line of its own, and when the mount has blanks', () => {
    expect(parseDf(`${header}\n/dev/longhorn/pvc-very-long\n 1000 400 500 45% /my data\n`, 'kibibytes')).toEqual({ used: 400 * 1024, capacity: 900 * 1024 });
  });
  it.each(['', 'df: /x: No such file', `${header}\nnone - - - - /data`, 'Filesystem Inodes IUsed IFree IUse% Mounted on\n/dev/x 10 4 6 40% /d'])(
    'is unknown for %j',
    (text) => {
      expect(parseDf(text, 'kibibytes')).toBeUndefined();
    },
  );
  it('counts inodes only when it was understood', () => {
    expect(parseDf('Filesystem Inodes IUsed IFree IUse% Mounted on\n/dev/x 10 4 6 40% /d', 'inodes')).toEqual({ used: 4, capacity: 10 });
    expect(parseDf(`${header}\n/dev/x 1000 400 500 45% /data`, 'inodes')).toBeUndefined();
  });
  it('is asked for both tables at once, and tells bytes also where inodes are not counted', () => {
    const bytes = `${header}\n/dev/x 1000 400 500 45% /data\n`;
    const counted = 'Filesystem Inodes IUsed IFree IUse% Mounted on\n/dev/x 10 4 6 40% /data\n';
    const blocks = { used: 400 * 1024, capacity: 900 * 1024 };
    expect(parseDiskFree(`${bytes}\n${counted}`)).toEqual({ blocks, inodes: { used: 4, capacity: 10 } });
    expect(parseDiskFree(`${bytes}\n`)).toEqual({ blocks });
    // Some file systems have no fixed number of them.
    expect(parseDiskFree(`${bytes}\n${counted.replace('10 4 6', '0 0 0')}`)).toEqual({ blocks });
    expect(parseDiskFree(`\n${counted}`)).toBeUndefined();
  });
});

describe("a kubelet's summary", () => {
  const volume = (usedBytes: number, time: string, capacityBytes = 100) => ({
    pvcRef: { namespace: 'cvat', name: 'data' },
    usedBytes,
    availableBytes: 50,
    capacityBytes,
    time,
  });
  it('gives each claim once, by its newest measurement', () => {
    const summary = {
      pods: [
        { volume: [volume(10, '2026-01-29T10:00:00Z')] },
        { volume: [volume(20, '2026-01-29T10:01:00Z')] },
        { volume: [volume(30, '2026-01-29T09:00:00Z')] },
      ],
    };
    expect(claimFigures(summary)).toMatchObject([{ claim: 'data', usedBytes: 20, capacityBytes: 70, isNodeDisk: false }]);
  });
  it("knows the node's own disk by its size", () => {
    expect(claimFigures({ node: { fs: { capacityBytes: 100 } }, pods: [{ volume: [volume(1, AT)] }] })[0]?.isNodeDisk).toBe(true);
  });
  it.each([undefined, null, [], 'x', {}, { pods: [{ volume: [{ pvcRef: { name: 'x' } }] }] }])('that says nothing gives nothing: %j', (summary) => {
    expect(claimFigures(summary)).toEqual([]);
    expect(nodeDiskFigures('n', summary, AT)).toBeUndefined();
  });
});

describe('GPU questions', () => {
  it('find device files and not the variable', () => {
    expect(parseDevices('/dev/nvidia0\n/dev/nvidia-uvm\nV=GPU-1\n')).toEqual(['/dev/nvidia0', '/dev/nvidia-uvm']);
  });
  it('read cards, and leave out what a card does not tell', () => {
    const { cards, driver } = parseSmi('0, GPU-1, NVIDIA RTX A6000, 550.90.07, 49140, 5123, 37, 58, [N/A]\n');
    expect(cards).toEqual([{ name: 'NVIDIA RTX A6000', totalMib: 49140, usedMib: 5123, utilisationPercent: 37, temperature: 58 }]);
    expect(driver).toBe('550.90.07');
    expect(parseSmi('exec: "nvidia-smi": executable file not found').cards).toEqual([]);
  });
  it('take the framework at its word, and nothing else', () => {
    expect(parseCuda('["2.5.1+cu121", "12.1", true, 1]\n', '', AT)).toEqual({ kind: 'true', framework: 'torch 2.5.1+cu121', builtFor: '12.1', at: AT });
    expect(parseCuda('warning\n["1.20", null, false, 0, "onnxruntime"]', '', AT)).toMatchObject({
      kind: 'false',
      framework: 'onnxruntime 1.20',
      builtFor: 'cpu',
    });
    expect(parseCuda('', 'Traceback\nKilled', AT)).toEqual({ kind: 'failed', detail: 'Killed', at: AT });
    expect(parseCuda('{"cuda":true}', '', AT).kind).toBe('failed');
    expect(parseCuda('["", null, false, 0, "none"]', '', AT).kind).toBe('failed');
  });
});

describe('a proxy decision', () => {
  const line = (value: unknown) => `2026 worker {x | ${JSON.stringify(value)}`.replace('{x | ', '');
  const decision = { msg: 'CANONICAL-PROXY-DECISION', allow: false, requested_host: 'minio:9000', time: AT };
  it('is read behind other text, with the rule that denied', () => {
    const error = "no valid IP found among resolved addresses - IP denied by rule 'Deny: Private Range'";
    expect(parseProxyDecision(line({ ...decision, error }), 'w', 'p')).toEqual({
      workload: 'w',
      pod: 'p',
      host: 'minio:9000',
      allow: false,
      rule: 'Deny: Private Range',
      at: AT,
    });
    const older = "The destination address (10.43.39.217) was denied by rule 'Deny: Private Range'.";
    expect(parseProxyDecision(line({ ...decision, decision_reason: older }), 'w', 'p')).toMatchObject({ address: '10.43.39.217', rule: 'Deny: Private Range' });
  });
  it.each([
    '',
    'CANONICAL-PROXY-DECISION {',
    'x',
    JSON.stringify({ ...decision, msg: 'other CANONICAL-PROXY-DECISION' }),
    JSON.stringify({ ...decision, allow: 'no' }),
  ])('is none in %j', (text) => {
    expect(parseProxyDecision(text, 'w', 'p')).toBeUndefined();
  });
});
