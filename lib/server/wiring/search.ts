import 'server-only';
import { systemClock } from '@/lib/domain/clock';
import { createHelmReader } from '@/lib/helm/read-release';
import { mayDo } from '@/lib/k8s/access-review';
import { createBackendFinder } from '@/lib/k8s/discovery/find-backends';
import { ownNamespace } from '@/lib/k8s/discovery/own-namespace';
import { createReleaseRecords } from '@/lib/k8s/release-records';
import { createReleaseFinder } from '@/lib/server/discovery/find-releases';
import { createInstallationSearch, type InstallationSearch } from '@/lib/server/discovery/installation-search';
import { log } from '@/lib/server/log';
import type { Foundation } from '@/lib/server/wiring/foundation';
import { notConfigured } from '@/lib/server/wiring/no-cluster';

const RECORDS = { apiGroup: '', resource: 'secrets', verbs: ['get', 'list'], namespaced: true };

/** Looks for CVAT releases as the account Loupe has, first where it is at home. */
export function openSearch({ connection, env, stores, clock }: Foundation, isSettled: () => boolean): InstallationSearch {
  const find =
    connection &&
    createReleaseFinder({
      backends: createBackendFinder(connection),
      mayReadRecords: async (namespace) => (await mayDo(connection, RECORDS, namespace)) === 'yes',
      record: (namespace, release) => createHelmReader(createReleaseRecords(connection), namespace, release).release(),
      clock,
    });
  const hints = () => [env.namespace, stores.settings.installation?.namespace, ownNamespace(env.kubeconfig)].flatMap((namespace) => namespace ?? []);
  return createInstallationSearch({
    find: async (signal) => (find ? find(hints(), signal) : notConfigured()),
    isSettled,
    clock: systemClock,
    onFault: (error) => log.warn({ code: error.code, detail: error.detail }, 'releases could not be looked for'),
  });
}
