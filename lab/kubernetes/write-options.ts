import type { RequestInfo } from './request-info';
import { invalidOptions } from './status-error';

export interface CallOptions {
  readonly dryRun: boolean;
  readonly manager: string;
  readonly force: boolean;
}

const OPTION_KINDS = { create: 'CreateOptions', update: 'UpdateOptions', patch: 'PatchOptions', delete: 'DeleteOptions' } as const;

/** The query options of a write. Without `fieldManager` the manager is the first word of the user agent, as on a real server. */
export function callOptions({ query, verb }: RequestInfo, userAgent: string): CallOptions {
  const dryRun = query.getAll('dryRun').filter(Boolean);
  if (dryRun.some((value) => value !== 'All')) {
    throw invalidOptions(OPTION_KINDS[verb as keyof typeof OPTION_KINDS] ?? 'DeleteOptions', {
      field: 'dryRun',
      reason: 'FieldValueNotSupported',
      message: `Unsupported value: ${JSON.stringify(dryRun)}: supported values: "All"`,
    });
  }
  return {
    dryRun: dryRun.length > 0,
    manager: query.get('fieldManager') || userAgent.split(/[/ ]/)[0]?.slice(0, 128) || 'unknown',
    force: query.get('force') === 'true',
  };
}
