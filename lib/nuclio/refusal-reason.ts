import type { NuclioAction } from '@/lib/nuclio/nuclio-error';

/** Why Nuclio refused, as a word the error's sentence selects by. It explains; nothing in Loupe decides by it. */
export type RefusalReason =
  | 'being-provisioned'
  | 'used-by-gateway'
  | 'no-image'
  | 'name-taken'
  | 'name-reserved'
  | 'project-missing'
  | 'cannot-scale-to-zero'
  | 'not-found'
  | 'access-denied'
  | 'invalid-request'
  | 'refused';

/**
 * Openings of Nuclio's own sentences (measured on 1.14.1), only to tell apart what shares one status code. A version that words it
 * otherwise falls back to the likeliest reason of that status.
 */
const KNOWN_WORDS: readonly (readonly [opening: string, reason: RefusalReason])[] = [
  ['Function is being provisioned', 'being-provisioned'],
  ['Function cannot be updated when existing function is being provisioned', 'being-provisioned'],
  ['Function is used by api gateways', 'used-by-gateway'],
  ['No image field', 'no-image'],
  ['Cannot scale to zero', 'cannot-scale-to-zero'],
  ['Project does not exist', 'project-missing'],
  ['Function name dashboard is reserved', 'name-reserved'],
];

const LIKELIEST_412: Readonly<Record<NuclioAction, RefusalReason>> = {
  read: 'refused',
  delete: 'being-provisioned',
  create: 'project-missing',
  start: 'no-image',
  update: 'being-provisioned',
};

/** The reason behind a 4xx of the dashboard, from the action and the status, sharpened by what it said where one status has several. */
export function refusalReason(action: NuclioAction, status: number, said: string): RefusalReason {
  switch (status) {
    case 401:
    case 403:
      return 'access-denied';
    case 404:
      return 'not-found';
    case 409:
      return 'name-taken';
    case 412:
      return KNOWN_WORDS.find(([opening]) => said.startsWith(opening))?.[1] ?? LIKELIEST_412[action];
    case 400:
      return 'invalid-request';
    default:
      return 'refused';
  }
}
