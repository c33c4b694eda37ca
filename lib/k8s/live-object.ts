import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { LiveObject } from '@/lib/domain/ports/readers';
import { isApiObject, text } from '@/lib/k8s/map/api-object';

/** The API's answer as a live object without managedFields. Throws `cluster-failed` when it is no object with uid and resourceVersion. */
export function liveObject(body: unknown): LiveObject {
  if (!isApiObject(body) || !text(body.metadata.uid) || !text(body.metadata.resourceVersion)) {
    throw new AppError('cluster-failed', { params: { status: 200, reason: 'not an object' }, detail: 'answer is no object' });
  }
  const { managedFields: _dropped, ...metadata } = body.metadata;
  return { ...body, metadata } as unknown as LiveObject;
}
