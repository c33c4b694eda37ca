import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LabObject, ObjectStore } from '../world/object-store';
import type { Admission } from './admission';
import { groupVersionOf } from './api-resources';
import { patchObject, readPatch, updateObject } from './change-object';
import { createObject } from './create-object';
import { deleteObject } from './delete-object';
import { answerJson, answerList, readBody } from './http-answer';
import { type ObjectPage, viewOf } from './list-objects';
import { notJson, PROTOBUF } from './protobuf-review';
import type { RequestInfo } from './request-info';
import { handleScale } from './scale';
import { itemJson, objectJson } from './serialize';
import { methodNotAllowed, notFound, unknownResource } from './status-error';
import { tableWanted, tableWriter } from './table';
import { callOptions } from './write-options';

export interface ResourceContext {
  readonly store: ObjectStore;
  readonly admissions: Iterable<Admission>;
  readonly list: (info: RequestInfo) => ObjectPage;
}

/** Reads and writes of objects and of their `/status` and `/scale`. Watches, logs and sockets are handled elsewhere. */
export async function handleResource(
  context: ResourceContext,
  info: RequestInfo,
  request: IncomingMessage,
  response: ServerResponse,
  warnings: readonly string[],
): Promise<void> {
  const { resource, verb, subresource } = info;
  if (subresource && !resource.subresources.includes(subresource)) throw unknownResource();
  if (!subresource && !resource.verbs.includes(verb)) throw methodNotAllowed();
  if (subresource === 'eviction') return evict(context, info, request, response);
  if (verb === 'create' && (info.name !== undefined || (resource.namespaced && info.namespace === undefined))) throw methodNotAllowed();
  if (info.name === undefined && (verb === 'update' || verb === 'patch')) throw methodNotAllowed();
  const options = callOptions(info, request.headers['user-agent'] ?? '');
  const contentType = request.headers['content-type'];
  if (contentType === PROTOBUF && (verb === 'create' || verb === 'update')) throw notJson();
  const table = tableWanted(request.headers.accept) ? tableWriter(info, context.store.clock.now()) : undefined;
  const answer = (object: LabObject, code: number, added: readonly string[]) => {
    answerJson(response, code, table ? table([object]) : objectJson(object), { warnings: [...warnings, ...added] });
  };

  if (verb === 'list') return answerPage(response, info, context.list(info), table, warnings);
  if (subresource === 'scale') {
    const { object, warnings: added } = handleScale(context, info, contentType, await readBody(request), options);
    return answer(object, 200, added);
  }
  if (verb === 'get') {
    const object = context.store.get(resource.stored, info.namespace, info.name as string);
    if (!object) throw notFound(resource, info.name as string);
    return answer(viewOf(info, object), 200, []);
  }
  const body = await readBody(request);
  if (verb === 'patch') {
    const existed = context.store.get(resource.stored, info.namespace, info.name as string) !== undefined;
    const { object, warnings: added } = patchObject(context, info, contentType, body, options);
    return answer(object, existed ? 200 : 201, added);
  }
  if (verb === 'deletecollection') return deleteCollection(context, info, response, options);
  const parsed = body === '' ? undefined : readPatch(body, JSON.parse);
  if (verb === 'delete') {
    const result = deleteObject(context, info, parsed, options);
    return answerJson(response, 200, JSON.stringify(result.body), { warnings: [...warnings, ...result.warnings] });
  }
  const { object, warnings: added } = verb === 'create' ? createObject(context, info, parsed, options) : updateObject(context, info, parsed, options);
  return answer(object, verb === 'create' ? 201 : 200, added);
}

/** POST pods/eviction: a delete with the options the body carries. Disruption budgets are not looked at. */
async function evict(context: ResourceContext, info: RequestInfo, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (info.verb !== 'create') throw methodNotAllowed();
  const eviction = readPatch((await readBody(request)) || '{}', JSON.parse) as { deleteOptions?: unknown };
  deleteObject(context, { ...info, subresource: undefined }, eviction.deleteOptions, callOptions(info, request.headers['user-agent'] ?? ''));
  answerJson(response, 201, JSON.stringify({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 }));
}

function answerPage(
  response: ServerResponse,
  { resource }: RequestInfo,
  page: ObjectPage,
  table: ((objects: readonly LabObject[], page?: ObjectPage) => string) | undefined,
  warnings: readonly string[],
): void {
  if (table) {
    answerJson(response, 200, table(page.items, page), { warnings });
    return;
  }
  const metadata = pageMetadata(page);
  const head = `{"kind":"${resource.kind}List","apiVersion":"${groupVersionOf(resource)}","metadata":${JSON.stringify(metadata)},"items":[`;
  answerList(
    response,
    head,
    page.items.map((object) => itemJson(object, resource.custom)),
    { warnings },
  );
}

function pageMetadata({ resourceVersion, continueToken, remaining }: ObjectPage): Record<string, unknown> {
  return {
    resourceVersion,
    ...(continueToken !== undefined && { continue: continueToken }),
    ...(remaining !== undefined && { remainingItemCount: remaining }),
  };
}

function deleteCollection(context: ResourceContext, info: RequestInfo, response: ServerResponse, options: ReturnType<typeof callOptions>): void {
  const page = context.list(info);
  for (const { metadata } of page.items) deleteObject(context, { ...info, namespace: metadata.namespace, name: metadata.name }, undefined, options);
  answerPage(response, info, page, undefined, []);
}
