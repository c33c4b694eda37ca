import { createHash } from 'node:crypto';
import { canonicalJson } from '@/lib/domain/canonical-json';
import type { Target } from '@/lib/domain/operation';
import type { LiveObject } from '@/lib/domain/ports/readers';

/** The object as an operation's target: who it is, at which version, and a hash of all but its status. */
export function targetOf(object: LiveObject): Target {
  const { metadata } = object;
  return {
    kind: object.kind,
    apiVersion: object.apiVersion,
    ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
    name: metadata.name,
    uid: metadata.uid,
    resourceVersion: metadata.resourceVersion,
    content: contentHash(object),
  };
}

function contentHash(object: LiveObject): string {
  const { status: _, metadata, ...rest } = object;
  const { uid, labels, annotations } = metadata;
  return createHash('sha256')
    .update(canonicalJson({ ...rest, metadata: { uid, labels, annotations } }))
    .digest('hex')
    .slice(0, 32);
}
