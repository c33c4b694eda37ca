import 'server-only';
import path from 'node:path';
import { type OpenLedger, openLedger } from '@/lib/audit/ledger';
import { openPeople, type People } from '@/lib/auth/people';
import { formerSecrets, loadSecret } from '@/lib/auth/secret';
import { createSecretBox } from '@/lib/auth/secret-box';
import { createChangeStore } from '@/lib/db/change-store';
import { databaseUrl, openDatabase } from '@/lib/db/client';
import { openFindingStore } from '@/lib/db/finding-store';
import { migrate } from '@/lib/db/migrate';
import { createRunStore } from '@/lib/db/run-store';
import { createSampleStore } from '@/lib/db/sample-store';
import { createSettingStore } from '@/lib/db/setting-store';
import type { Clock } from '@/lib/domain/clock';
import type { ChangeStore, FindingStore, RunStore, SampleStore } from '@/lib/domain/ports/stores';
import { type CvatTokenKeeper, openCvatToken } from '@/lib/server/cvat-token/cvat-token';
import type { Env } from '@/lib/server/env';
import { log } from '@/lib/server/log';
import { openSettings, type Settings } from '@/lib/server/settings/settings';

export interface Stores {
  readonly ledger: OpenLedger;
  readonly people: People;
  readonly findings: FindingStore;
  readonly runs: RunStore;
  readonly samples: SampleStore;
  readonly changes: ChangeStore;
  readonly settings: Settings;
  readonly cvatToken: CvatTokenKeeper;
}

/** Brings the database up to date and opens what lies in it. Throws when it cannot: without the ledger nothing may happen. */
export async function openStores(env: Env, clock: Clock): Promise<Stores> {
  const url = databaseUrl(env.dataDir);
  const applied = await migrate(url, path.join(process.cwd(), 'prisma/migrations'));
  if (applied.length > 0) log.info({ applied }, 'database brought up to date');
  const ledger = await openLedger({ url, clock });
  const db = openDatabase(url);
  const people = await openPeople({
    ...{ db, clock, origin: env.origins[0], dataDir: env.dataDir, secret: env.secret, configured: env.admin },
    announce: (token) => log.warn({ setUpCode: token }, 'no account yet: open /set-up within 15 minutes and give this code'),
  });
  const settingStore = createSettingStore(db);
  return {
    ...{ ledger, people, runs: createRunStore(db), samples: createSampleStore(db), changes: createChangeStore(db) },
    findings: openFindingStore(db),
    cvatToken: await openCvatToken({ ...{ store: settingStore, clock, configured: env.cvatToken }, box: openSecretBox(env) }),
    settings: await openSettings(settingStore, { publicModels: env.publicModels, remediations: env.remediations }),
  };
}

function openSecretBox({ dataDir, secret, previousSecret }: Env) {
  return createSecretBox(loadSecret(dataDir, secret), formerSecrets(dataDir, secret, previousSecret));
}
