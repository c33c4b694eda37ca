import 'server-only';
import type { Client, Config } from '@libsql/client';
import { createClient } from '@libsql/client';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { isSqliteCode, whenFree } from '@/lib/db/when-free';

/**
 * Prisma's adapter for a file that another process writes too. Two things differ from the stock one. A transaction takes the write lock when it
 * begins: one that read first and then finds that somebody wrote meanwhile could only fail. And a statement that met a held lock is tried
 * again on a new connection, because libSQL's connection would keep everything after it uncommitted until the stopped statement is collected.
 */
export class PatientLibSql extends PrismaLibSql {
  override createClient(config: Config): Client {
    return patientClient(createClient(config));
  }
}

function patientClient(client: Client): Client {
  const patiently = <T>(action: () => Promise<T>) =>
    whenFree(async () => {
      try {
        return await action();
      } catch (cause) {
        if (isSqliteCode(cause, 'SQLITE_BUSY')) await client.reconnect();
        throw cause;
      }
    });
  return {
    execute: (statement: Parameters<Client['execute']>[0]) => patiently(() => client.execute(statement)),
    batch: (statements, mode) => patiently(() => client.batch(statements, mode)),
    migrate: (statements) => patiently(() => client.migrate(statements)),
    transaction: () => patiently(() => client.transaction('write')),
    executeMultiple: (sql) => patiently(() => client.executeMultiple(sql)),
    sync: () => client.sync(),
    reconnect: () => client.reconnect(),
    close: () => client.close(),
    get closed() {
      return client.closed;
    },
    protocol: client.protocol,
  };
}
