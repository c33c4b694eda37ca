import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { changedTheCluster, openAuditLog } from './audit-log';

const folder = mkdtempSync(path.join(tmpdir(), 'loupe-audit-'));
afterAll(() => rmSync(folder, { recursive: true }));

const line = (verb: string, resource: string, code: number, more: object = {}) =>
  `${JSON.stringify({ requestReceivedTimestamp: 'T', user: { username: 'u' }, verb, requestURI: `/${resource}`, objectRef: { resource }, responseStatus: { code }, ...more })}\n`;

describe('the audit log of a rig', () => {
  it('tells what came after a position, and leaves a half-written line for the next time', async () => {
    const file = path.join(folder, 'a.jsonl');
    writeFileSync(file, line('get', 'pods', 200));
    const log = openAuditLog(file);
    const before = await log.position();
    appendFileSync(file, `${line('patch', 'deployments', 200)}{"verb":"li`);
    expect(await log.since(before)).toMatchObject([{ verb: 'patch', resource: 'deployments', user: 'u', code: 200, dryRun: false }]);
  });

  it('tells a change from a question, a dry run, an exec and a refusal', async () => {
    const file = path.join(folder, 'b.jsonl');
    writeFileSync(
      file,
      [
        line('get', 'pods', 200),
        line('patch', 'deployments', 200, { requestURI: '/deployments/x?dryRun=All' }),
        line('delete', 'pods', 200, { requestObject: { dryRun: ['All'] } }),
        line('create', 'selfsubjectaccessreviews', 201),
        line('create', 'pods', 101, { objectRef: { resource: 'pods', subresource: 'exec' } }),
        line('patch', 'deployments', 409),
        line('delete', 'pods', 200, { requestObject: {} }),
        line('patch', 'deployments', 200),
      ].join(''),
    );
    const requests = await openAuditLog(file).since(0);
    expect(requests.filter(changedTheCluster).map(({ verb }) => verb)).toEqual(['delete', 'patch']);
  });
});
