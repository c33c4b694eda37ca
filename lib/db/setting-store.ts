import 'server-only';
import type { Database } from '@/lib/db/client';
import { plainJson } from '@/lib/db/plain-json';
import type { SettingStore } from '@/lib/domain/ports/stores';

/** Settings in SQLite. */
export function createSettingStore(db: Database): SettingStore {
  return {
    get: async (key) => (await db.setting.findUnique({ where: { key } }))?.value,
    set: async (key, value) => {
      const json = plainJson(value);
      await db.setting.upsert({ where: { key }, create: { key, value: json }, update: { value: json } });
    },
  };
}
