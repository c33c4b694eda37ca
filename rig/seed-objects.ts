import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';

export interface SeedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>> & { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

/** The release's own files, without jobs, functions and what the cluster brings. */
const RELEASE_FILES = ['10-cvat-backend', '11-cvat-frontend', '20-data', '30-analytics', '40-opa', '50-nuclio', '65-minio'];

/** Objects of rig/seed, shaped like chart 0.17.1. `edit` changes the YAML before it is read. */
export function seedObjects(edit: (yaml: string) => string = (yaml) => yaml, files: readonly string[] = RELEASE_FILES): readonly SeedObject[] {
  return files
    .flatMap((file) => parseAllDocuments(edit(readFileSync(path.join(import.meta.dirname, 'seed', `${file}.yaml`), 'utf8'))))
    .flatMap((document) => (document.toJS() as SeedObject | null) ?? []);
}
