import type { NuclioAction } from '@/lib/nuclio/nuclio-error';

/** Why Nuclio refused, as a word the error's sentence selects by (hence no hyphens). It explains; nothing in Loupe decides by it. */
export type RefusalReason =
  | 'being_provisioned'
  | 'used_by_gateway'
  | 'no_image'
  | 'name_taken'
  | 'name_reserved'
  | 'project_missing'
  | 'cannot_scale_to_zero'
  | 'not_found'
  | 'access_denied'
  | 'invalid_request'
  | 'refused';

/**
 * Openings of Nuclio's own sentences (measured on 1.14.1), only to tell apart what shares one status code. A version that words it
 * otherwise falls back to the likeliest reason of that status.
 */
const KNOWN_WORDS: readonly (readonly [opening: string, reason: RefusalReason])[] = [
  ['Function is being provisioned', 'being_provisioned'],
  ['Function cannot be updated when existing function is being provisioned', 'being_provisioned'],
  ['Function is used by api gateways', 'used_by_gateway'],
  ['No image field', 'no_image'],
  ['Cannot scale to zero', 'cannot_scale_to_zero'],
  ['Project does not exist', 'project_missing'],
  ['Function name dashboard is reserved', 'name_reserved'],
];

const LIKELIEST_412: Readonly<Record<NuclioAction, RefusalReason>> = {
  read: 'refused',
  delete: 'being_provisioned',
  create: 'project_missing',
  start: 'no_image',
  update: 'being_provisioned',
};

/** The reason behind a 4xx of the dashboard, from the action and the status, sharpened by what it said where one status has several. */
export function refusalReason(action: NuclioAction, status: number, said: string): RefusalReason {
  switch (status) {
    case 401:
    case 403:
      return 'access_denied';
    case 404:
      return 'not_found';
    case 409:
      return 'name_taken';
    case 412:
      return KNOWN_WORDS.find(([opening]) => said.startsWith(opening))?.[1] ?? LIKELIEST_412[action];
    case 400:
      return 'invalid_request';
    default:
      return 'refused';
  }
}
