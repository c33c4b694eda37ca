import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { jsonAnswer } from '@/lib/server/json-answer';

const request = (encoding?: string) => new Request('http://localhost/api/topics/pods', encoding ? { headers: { 'accept-encoding': encoding } } : {});
const long = JSON.stringify('x'.repeat(20_000));

describe('an answer of JSON', () => {
  it('is compressed when it is long and the reader takes that, and never kept', async () => {
    const answer = await jsonAnswer(request('br, gzip'), long);
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(gunzipSync(Buffer.from(await answer.arrayBuffer())).toString()).toBe(long);
  });

  it('is plain when it is short or the reader takes nothing else', async () => {
    expect(await (await jsonAnswer(request('gzip'), '{}')).text()).toBe('{}');
    expect((await jsonAnswer(request(), long)).headers.get('content-encoding')).toBeNull();
  });
});
