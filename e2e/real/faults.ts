import type { RigFault } from '../../rig/start-rig';
import { rigFaults } from '../../rig/start-rig';

/** Each fault of the seed, the check that has to find it, and the cause in the words of the page. */
export const causes: Readonly<Record<RigFault, { readonly checkId: string; readonly words: RegExp }>> = {
  'function-error': { checkId: 'function-failed', words: /registry/i },
  'missing-runtime-class': { checkId: 'gpu-runtime-class-missing', words: /runtime ?class/i },
  'config-error': { checkId: 'pod-config-error', words: /django/ },
  'crash-loop': { checkId: 'pod-crash-loop', words: /no sources|configuration/i },
  'image-pull': { checkId: 'image-pull-failure', words: /cvat\/server:v2\.39\.0/ },
  'smokescreen-denied': { checkId: 'proxy-denial', words: /minio\.minio\.svc\.cluster\.local/ },
  'kvrocks-full': { checkId: 'kvrocks-disk-filling', words: /98/ },
  'pvc-full': { checkId: 'volume-nearly-full', words: /cvat-backend-data/ },
};
export const allFaults = rigFaults;
