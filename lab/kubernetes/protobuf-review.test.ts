import { describe, expect, it } from 'vitest';
import { readProtobufReview } from './protobuf-review';

/** A length-delimited field. */
const field = (number: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.of((number << 3) | 2, body.length), body]);
};
const text = (number: number, value: string) => field(number, Buffer.from(value));
const envelope = (kind: string, raw: Buffer) =>
  Buffer.concat([Buffer.from('k8s\0'), field(1, text(1, 'authorization.k8s.io/v1'), text(2, kind)), field(2, raw)]);

describe('a review in protobuf', () => {
  it('is read with all it asks about', () => {
    const attributes = [text(1, 'cvat'), text(2, 'patch'), text(3, 'apps'), text(5, 'deployments'), text(6, 'scale')];
    const body = envelope('SelfSubjectAccessReview', Buffer.concat([field(1), field(2, field(1, ...attributes))]));
    expect(readProtobufReview(body)).toEqual({
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: { namespace: 'cvat', verb: 'patch', group: 'apps', resource: 'deployments', subresource: 'scale' } },
    });
  });

  it('of all rights needs no more than its kind', () => {
    expect(readProtobufReview(envelope('SelfSubjectRulesReview', field(2, text(1, 'cvat'))))).toEqual({ kind: 'SelfSubjectRulesReview', spec: {} });
  });

  it('of another kind, or no envelope at all, is refused with 415', () => {
    expect(() => readProtobufReview(envelope('ConfigMap', Buffer.alloc(0)))).toThrow(expect.objectContaining({ code: 415 }));
    expect(() => readProtobufReview(Buffer.from('{}'))).toThrow(expect.objectContaining({ code: 415 }));
  });
});
