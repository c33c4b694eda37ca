import type { LabObject } from '../world/object-store';
import type { ObjectPage } from './list-objects';
import type { RequestInfo } from './request-info';
import { COLUMNS, DEFAULT_COLUMNS } from './table-columns';

/** Whether the caller would rather have a table, as kubectl does. */
export function tableWanted(accept: string | undefined): boolean {
  return accept?.split(',')[0]?.includes('as=Table') ?? false;
}

/** Writes objects as a `meta.k8s.io/v1` Table, with their metadata beside the cells. */
export function tableWriter(info: RequestInfo, now: number): (objects: readonly LabObject[], page?: ObjectPage) => string {
  const columns = COLUMNS[info.resource.stored] ?? DEFAULT_COLUMNS;
  const include = info.query.get('includeObject') ?? 'Metadata';
  return (objects, page) =>
    JSON.stringify({
      kind: 'Table',
      apiVersion: 'meta.k8s.io/v1',
      metadata: {
        resourceVersion: page?.resourceVersion ?? objects[0]?.metadata.resourceVersion,
        ...(page?.continueToken !== undefined && { continue: page.continueToken }),
        ...(page?.remaining !== undefined && { remainingItemCount: page.remaining }),
      },
      columnDefinitions: columns.map(({ name, type, wide }) => ({
        name,
        type: type ?? 'string',
        format: name === 'Name' ? 'name' : '',
        description: '',
        priority: wide ? 1 : 0,
      })),
      // A bookmark has metadata without a name and is no row.
      rows: objects
        .filter((object) => object.metadata.name !== undefined)
        .map((object) => ({
          cells: columns.map(({ cell }) => cell(object, now)),
          ...(include !== 'None' && { object: include === 'Object' ? object : partial(object) }),
        })),
    });
}

function partial({ metadata }: LabObject): unknown {
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata };
}
