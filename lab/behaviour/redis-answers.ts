import { GIB, MIB } from '../world/identity';
import type { LabWorld } from '../world/world';
import type { KvrocksEngine } from './kvrocks-engine';

export interface ExecResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export const answered = (stdout: string): ExecResult => ({ stdout, stderr: '', exitCode: 0 });
/** With -e, redis-cli writes an error reply to stderr and exits 1. */
const refused = (message: string): ExecResult => ({ stdout: '', stderr: `ERR ${message}\n\n`, exitCode: 1 });

const SST_BYTES = 128 * MIB;

function info(world: LabWorld, engine: KvrocksEngine): string {
  const { kvrocks } = world;
  const disk = Math.min(kvrocks.capacityBytes, engine.usedBytes());
  const sections: Record<string, string[]> = {
    Server: [
      'version:2.12.1',
      'kvrocks_version:2.12.1',
      'redis_version:7.0.0',
      'redis_mode:standalone',
      'kvrocks_mode:standalone',
      'os:Linux',
      'tcp_port:6666',
      'uptime_in_seconds:864000',
      'uptime_in_days:10',
    ],
    Clients: ['maxclients:10000', 'connected_clients:14', 'blocked_clients:0'],
    Persistence: ['loading:0', 'bgsave_in_progress:0', 'last_bgsave_status:ok'],
    Replication: ['role:master', 'connected_slaves:0', 'master_repl_offset:5718201'],
    Keyspace: [
      '# WARN: DBSIZE SCAN never performed yet',
      'db0:keys=0,expires=0,avg_ttl=0,expired=0',
      'sequence:5718201',
      `used_db_size:${kvrocks.liveBytes}`,
      'max_db_size:0',
      'used_percent: 0%',
      `disk_capacity:${kvrocks.capacityBytes}`,
      `used_disk_size:${disk}`,
      `used_disk_percent: ${Math.floor((disk * 100) / kvrocks.capacityBytes)}%`,
    ],
    RocksDB: [
      `estimate_keys[metadata]:${Math.round(kvrocks.liveBytes / (9 * MIB))}`,
      'compaction_pending[metadata]:0',
      `num_running_compactions:${kvrocks.compacting ? 1 : 0}`,
      `num_background_errors:${kvrocks.backgroundErrors}`,
      'is_bgsaving:no',
      `is_compacting:${kvrocks.compacting ? 'yes' : 'no'}`,
    ],
  };
  return Object.entries(sections)
    .map(([title, lines]) => `# ${title}\r\n${lines.join('\r\n')}\r\n`)
    .join('\r\n');
}

function config(world: LabWorld, pattern: string): string {
  const table: Record<string, string> = {
    dir: '/var/lib/kvrocks',
    'max-db-size': '0',
    'compact-cron': '0 3 * * *',
    'rocksdb.wal_ttl_seconds': String(world.kvrocks.walTtlSeconds),
    'rocksdb.wal_size_limit_mb': String(world.kvrocks.walSizeLimitMb),
  };
  const expression = new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`);
  return Object.entries(table)
    .filter(([key]) => expression.test(key))
    .flat()
    .map((text) => `${text}\n`)
    .join('');
}

/** KVRocks' answers to the commands of redis-cli, raw, as it prints them when it does not write to a terminal. */
export function answerRedis(world: LabWorld, engine: KvrocksEngine, command: readonly string[]): ExecResult {
  switch (command[0]?.toUpperCase()) {
    case 'PING':
      return answered('PONG\n');
    case 'INFO':
      return answered(`${info(world, engine)}\n`);
    case 'CONFIG':
      return command[1]?.toUpperCase() === 'GET' ? answered(config(world, command[2] ?? '')) : refused('CONFIG subcommand must be one of GET, SET, REWRITE');
    case 'COMPACT':
      return engine.compact() === 'running' ? refused('compact in-progress') : answered('OK\n');
    case 'FLUSHDB': {
      const error = engine.flush();
      return error ? refused(error) : answered('OK\n');
    }
    case 'SET': {
      const error = engine.write();
      return error ? refused(error) : answered('OK\n');
    }
    default:
      return refused(`unknown command \`${command[0] ?? ''}\``);
  }
}

/** `du -ak` of the database's folder: data in files of 128 MiB, logs flushed to the archive, RocksDB's own. */
export function listDatabase(world: LabWorld, path: string): string {
  const { liveBytes, archiveBytes, restBytes } = world.kvrocks;
  const rows: string[] = [];
  const kib = (bytes: number) => Math.ceil(bytes / 1024);
  const files = (count: number, total: number, name: (index: number) => string) => {
    for (let index = 0; index < count; index++) rows.push(`${kib(total / count)}\t${path}/${name(index)}`);
  };
  const number = (value: number) => String(value).padStart(6, '0');
  files(Math.max(1, Math.ceil(liveBytes / SST_BYTES)), liveBytes, (index) => `${number(9_000 + index)}.sst`);
  files(Math.ceil(archiveBytes / (64 * MIB)), archiveBytes, (index) => `archive/${number(5_600 + index)}.log`);
  rows.push(`${kib(archiveBytes) + 4}\t${path}/archive`);
  rows.push(`${kib(restBytes / 2)}\t${path}/005718.log`, `${kib(restBytes / 2)}\t${path}/LOG`, `4\t${path}/CURRENT`);
  rows.push(`${kib(Math.min(liveBytes + archiveBytes + restBytes, 8_000 * GIB)) + 12}\t${path}`);
  return `${rows.join('\n')}\n`;
}
