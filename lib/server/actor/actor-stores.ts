import 'server-only';
import path from 'node:path';
import { type OpenLedger, openLedger } from '@/lib/audit/ledger';
import { knownPerson } from '@/lib/auth/known-person';
import { formerSecrets, loadSecret } from '@/lib/auth/secret';
import { createSecretBox } from '@/lib/auth/secret-box';
import { databaseUrl, openDatabase } from '@/lib/db/client';
import { createFindingReader } from '@/lib/db/finding-store';
import { migrate } from '@/lib/db/migrate';
import { createRunStore } from '@/lib/db/run-store';
import { createSampleStore } from '@/lib/db/sample-store';
import { createSettingStore } from '@/lib/db/setting-store';
import type { Actor } from '@/lib/domain/actor';
import { type Clock, systemClock } from '@/lib/domain/clock';
import type { FindingStore, RunStore, SampleStore } from '@/lib/domain/ports/stores';
import { currentInstallation } from '@/lib/server/actor/current-installation';
import { openCvatToken } from '@/lib/server/cvat-token/cvat-token';
import type { Env } from '@/lib/server/env';
import { openSettings, type Settings } from '@/lib/server/settings/settings';

/** The same database as the web process's, with nothing of it kept in memory: what somebody switched off a moment ago is off. */
export interface ActorStores {
  readonly ledger: OpenLedger;
  readonly runs: RunStore;
  readonly samples: Pick<SampleStore, 'list'>;
  readonly findings: Pick<FindingStore, 'get'>;
  /** As they stand now. */
  settings(): Promise<Settings>;
  cvatToken(): Promise<string | undefined>;
  person(id: string): Promise<Omit<Actor, 'address'> | undefined>;
  close(): Promise<void>;
}

/** Brings the database up to date and opens it. Makes no account and reads no secret before it is needed. */
export async function openActorStores(env: Env, clock: Clock): Promise<ActorStores> {
  const url = databaseUrl(env.dataDir);
  await migrate(url, path.join(process.cwd(), 'prisma/migrations'));
  const ledger = await openLedger({ url, clock });
  const db = openDatabase(url);
  const kept = createSettingStore(db);
  const settings = () => openSettings(kept, { publicModels: env.publicModels, remediations: env.remediations });
  const opened = async () => currentInstallation(env, (await settings()).installation, '');
  return {
    ...{ ledger, runs: createRunStore(db), samples: createSampleStore(db), findings: createFindingReader(db, opened), settings },
    cvatToken: async () => {
      const { dataDir, secret, previousSecret } = env;
      const box = createSecretBox(loadSecret(dataDir, secret), formerSecrets(dataDir, secret, previousSecret));
      return (await openCvatToken({ store: kept, box, configured: env.cvatToken, clock: systemClock })).token();
    },
    person: (id) => knownPerson(db, id),
    close: async () => {
      await db.$disconnect();
      ledger.close();
    },
  };
}
