import 'server-only';
import path from 'node:path';
import { PrismaClient } from '@/generated/prisma/client';
import { PatientLibSql } from '@/lib/db/patient-client';

export type Database = PrismaClient;

/** The database file inside Loupe's data directory, as a URL of libSQL. Absolute, because the packaged server changes its directory. */
export function databaseUrl(dataDir: string): string {
  return `file:${path.resolve(dataDir, 'loupe.db')}`;
}

/** How long the driver waits for a lock by itself, with the whole process stopped; then it is asked again, with pauses. */
const DRIVER_WAITS_MS = 100;

/** A client of its own. The busy timeout is an adapter option because a PRAGMA is lost after each interactive transaction. */
export function connectDatabase(url: string): Database {
  return new PrismaClient({ adapter: new PatientLibSql({ url, timeout: DRIVER_WAITS_MS }) });
}

const shared = globalThis as { loupeDatabases?: Map<string, Database> };

/** The process's only client for this database. Kept on globalThis: a development reload loads this module again, but not the process. */
export function openDatabase(url: string): Database {
  shared.loupeDatabases ??= new Map();
  let database = shared.loupeDatabases.get(url);
  if (!database) {
    database = connectDatabase(url);
    shared.loupeDatabases.set(url, database);
  }
  return database;
}
