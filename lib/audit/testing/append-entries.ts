/** A process of its own that appends entries: `append-entries.ts URL NAME COUNT`. Says `open` when it could begin and waits for a line before it does. */
import { once } from 'node:events';
import { openLedger } from '@/lib/audit/ledger';
import { systemClock } from '@/lib/domain/clock';

const [url = '', name = '', count = '0'] = process.argv.slice(2);
const ledger = await openLedger({ url, clock: systemClock });
process.stdout.write('open\n');
await once(process.stdin, 'data');
for (let n = 1; n <= Number(count); n++) await ledger.append({ event: 'run-step', actor: { name }, detail: { n } });
ledger.close();
process.exit(0);
