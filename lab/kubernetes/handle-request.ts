import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ContainerAnswers, LabObject } from '../world/object-store';
import { accessDenied, mayDo, questionOf } from './access';
import { answerReview } from './access-review';
import { authenticate, requestToken } from './authenticate';
import { readPatch } from './change-object';
import { discoveryAnswer } from './discovery';
import type { FaultBoard } from './faults';
import { handleResource, type ResourceContext } from './handle-resource';
import { answerError, answerJson, answerText, readBytes, setHeaders } from './http-answer';
import { wholeNumber } from './list-objects';
import { answerMetrics } from './metrics';
import { answerLog } from './pod-log';
import { PROTOBUF, readProtobufReview } from './protobuf-review';
import { type RequestInfo, readRequest } from './request-info';
import { badRequest, invalidOptions, methodNotAllowed, StatusError } from './status-error';
import { tableWanted, tableWriter } from './table';
import { type OpenWatch, startWatch } from './watch-objects';

export interface ApiContext extends ResourceContext {
  readonly answers: ContainerAnswers;
  readonly faults: FaultBoard;
  readonly watches: Set<OpenWatch>;
  readonly bookmarkEveryMs: number;
}

/** One request, from its path to its answer. Errors become Status objects. Answers the verb for the log. */
export async function handleRequest(context: ApiContext, request: IncomingMessage, response: ServerResponse): Promise<string> {
  const method = request.method ?? 'GET';
  let verb = method.toLowerCase();
  try {
    const url = new URL(request.url ?? '/', 'http://lab');
    const known = method === 'GET' ? discoveryAnswer(url.pathname) : undefined;
    if (typeof known === 'string') answerText(response, 200, known);
    else if (known !== undefined) answerJson(response, 200, JSON.stringify(known));
    else {
      const info = readRequest(method, url);
      if (!info) answerText(response, 404, '404 page not found\n');
      else {
        verb = info.verb;
        await handleKnown(context, info, request, response);
      }
    }
  } catch (error) {
    answerError(response, error, retryAfterOf(error));
  }
  return verb;
}

async function handleKnown(context: ApiContext, info: RequestInfo, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { faults } = context;
  const delay = faults.delayOf(info);
  if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
  if (request.socket.destroyed) return;
  if (faults.drops(info)) {
    request.socket.destroy();
    return;
  }
  const caller = authenticate(context.store, bearerOf(request));
  const refusal = faults.refusalOf(info, caller.name);
  if (refusal) return answerError(response, refusal.error, refusal.retryAfterSeconds);
  const warnings = faults.warningsFor(info);
  if (info.resource.verbs.length === 1 && info.resource.verbs[0] === 'create') {
    if (info.verb !== 'create') throw methodNotAllowed();
    const review = answerReview({ store: context.store, denied: faults.denied, caller }, info, await readReview(request));
    return answerJson(response, 201, JSON.stringify(review));
  }
  if (!mayDo(context.store, faults.denied, caller, questionOf(info, caller.token))) throw accessDenied(info, info.verb, caller.name);
  if (info.verb === 'watch') return openWatch(context, info, request, response);
  if (info.resource.group === 'metrics.k8s.io') return answerMetrics(context, info, response);
  if (info.subresource === 'log') return answerLog(context, info, response);
  if (info.resource.stored === 'v1/ServiceAccount' && info.subresource === 'token' && info.verb === 'create') {
    return answerJson(response, 201, JSON.stringify(requestToken(context.store, info, await readReview(request))));
  }
  if (info.subresource === 'exec' || info.subresource === 'portforward') throw badRequest('Upgrade request required');
  return handleResource(context, info, request, response, warnings);
}

async function readReview(request: IncomingMessage): Promise<unknown> {
  const body = await readBytes(request);
  if (request.headers['content-type'] === PROTOBUF) return readProtobufReview(body);
  return readPatch(body.toString('utf8') || '{}', JSON.parse);
}

function openWatch(context: ApiContext, info: RequestInfo, request: IncomingMessage, response: ServerResponse): void {
  const { store, watches, faults, bookmarkEveryMs } = context;
  if (!info.resource.verbs.includes('watch')) throw methodNotAllowed();
  if (faults.refusesStreamingLists && info.query.has('sendInitialEvents')) {
    throw invalidOptions('ListOptions', {
      field: 'sendInitialEvents',
      reason: 'FieldValueForbidden',
      message: 'Forbidden: sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled',
    });
  }
  wholeNumber(info.query.get('timeoutSeconds'));
  const table = tableWanted(request.headers.accept);
  const sink = {
    line(text: string) {
      if (!response.headersSent) {
        setHeaders(response, {});
        response.writeHead(200, { 'Content-Type': 'application/json' });
      }
      response.write(text);
    },
    end: () => void response.end(),
    cut: () => void request.socket.destroy(),
  };
  const watch = startWatch(store, info, sink, {
    bookmarkEveryMs,
    ...(table && { write: (object: LabObject) => tableWriter(info, store.clock.now())([object]) }),
  });
  if (!response.headersSent) {
    setHeaders(response, {});
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.flushHeaders();
  }
  watches.add(watch);
  response.on('close', () => {
    watch.stop();
    watches.delete(watch);
  });
}

export function bearerOf(request: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
}

function retryAfterOf(error: unknown): number | undefined {
  if (!(error instanceof StatusError)) return undefined;
  return (error.body.details as { retryAfterSeconds?: number } | undefined)?.retryAfterSeconds;
}
