import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../world/merge-keys';

/** A patch that does not fit the document: a path that is not there, or a test that fails. */
export class PatchMismatch extends Error {}

type Document = Record<string, unknown> | unknown[];

/**
 * RFC 6902, as lenient as the API server's own library: replacing a member that is not there adds it. Changes nothing when any operation
 * does not fit. Written here because the well-known package ships TypeScript sources that a TypeScript runner picks up and cannot load.
 */
export function applyJsonPatch(document: unknown, patch: readonly unknown[]): unknown {
  const root = { value: structuredClone(document) };
  for (const operation of patch) applyOperation(root, operation);
  return root.value;
}

function applyOperation(root: { value: unknown }, operation: unknown): void {
  if (!isRecord(operation) || typeof operation.path !== 'string') throw new PatchMismatch('an operation needs a path');
  const { op, path, from, value } = operation;
  if (op === 'test') {
    if (!isDeepStrictEqual(read(root, path), value)) throw new PatchMismatch(`testing value ${path} failed`);
  } else if (op === 'add') write(root, path, structuredClone(value), 'insert');
  else if (op === 'replace') write(root, path, structuredClone(value), 'overwrite');
  else if (op === 'remove') remove(root, path);
  else if (op === 'copy' && typeof from === 'string') write(root, path, structuredClone(read(root, from)), 'insert');
  else if (op === 'move' && typeof from === 'string') {
    const moved = read(root, from);
    remove(root, from);
    write(root, path, moved, 'insert');
  } else throw new PatchMismatch(`unexpected operation ${String(op)}`);
}

function stepsOf(path: string): string[] {
  if (path !== '' && !path.startsWith('/')) throw new PatchMismatch(`${path} is no pointer`);
  return path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The member before the last step, and the last step. */
function parentOf(root: { value: unknown }, path: string): { parent: Document; step: string } {
  const steps = stepsOf(path);
  const step = steps.pop() as string;
  let parent = root.value;
  for (const inner of steps) parent = memberOf(parent, inner, path);
  if (!isRecord(parent) && !Array.isArray(parent)) throw new PatchMismatch(`${path} is not there`);
  return { parent, step };
}

function memberOf(parent: unknown, step: string, path: string): unknown {
  if (Array.isArray(parent) && /^(0|[1-9]\d*)$/.test(step) && Number(step) < parent.length) return parent[Number(step)];
  if (isRecord(parent) && Object.hasOwn(parent, step)) return parent[step];
  throw new PatchMismatch(`${path} is not there`);
}

function read(root: { value: unknown }, path: string): unknown {
  return stepsOf(path).reduce((value, step) => memberOf(value, step, path), root.value);
}

function write(root: { value: unknown }, path: string, value: unknown, manner: 'insert' | 'overwrite'): void {
  if (path === '') {
    root.value = value;
    return;
  }
  const { parent, step } = parentOf(root, path);
  if (!Array.isArray(parent)) {
    Object.defineProperty(parent, step, { value, writable: true, enumerable: true, configurable: true });
    return;
  }
  const index = step === '-' ? parent.length : Number(step);
  const last = manner === 'insert' ? parent.length : parent.length - 1;
  if (!Number.isInteger(index) || index < 0 || index > last) throw new PatchMismatch(`${path} is not there`);
  parent.splice(index, manner === 'insert' ? 0 : 1, value);
}

function remove(root: { value: unknown }, path: string): void {
  const { parent, step } = parentOf(root, path);
  memberOf(parent, step, path);
  if (Array.isArray(parent)) parent.splice(Number(step), 1);
  else delete parent[step];
}
