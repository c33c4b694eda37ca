/** A process of its own that writes as Loupe does: `write-rows.ts URL NAME COUNT`. Says `open` when it could begin and waits for a line before it does. */
import { once } from 'node:events';
import { connectDatabase } from '@/lib/db/client';
import { createSettingStore } from '@/lib/db/setting-store';

const [url = '', name = '', count = '0'] = process.argv.slice(2);
const db = connectDatabase(url);
const settings = createSettingStore(db);
await db.setting.count();
process.stdout.write('open\n');
await once(process.stdin, 'data');
for (let n = 1; n <= Number(count); n++) {
  await settings.set(`${name}-${n}`, n);
  // Reads first and then writes what it read plus one: lost by the other's write in between, unless the lock is held from the beginning.
  await db.$transaction(async (tx) => {
    const sum = await tx.setting.findUnique({ where: { key: 'sum' } });
    const value = Number(sum?.value ?? 0) + 1;
    await tx.setting.upsert({ where: { key: 'sum' }, create: { key: 'sum', value }, update: { value } });
  });
}
await db.$disconnect();
process.exit(0);
