import { describe, expect, it } from 'vitest';
import { execArgv } from '@/lib/k8s/exec-commands';

describe('execArgv', () => {
  it('keeps the password out of the arguments', () => {
    expect(execArgv({ id: 'kvrocks-info' })).toEqual(['sh', '-c', 'REDISCLI_AUTH="$CVAT_REDIS_ONDISK_PASSWORD" exec redis-cli -e -p 6666 "$@"', 'kv', 'INFO']);
  });

  it.each(['', 'db', '/var/lib/../etc', '/..', '/a b', '/a;rm', '/a$(id)', '/a\nb', '/ä', `/${'a'.repeat(300)}`])('refuses the path %j', (path) => {
    expect(() => execArgv({ id: 'disk-free', path })).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    expect(() => execArgv({ id: 'kvrocks-list-db', dbPath: path })).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });

  it('drops a slash at the end of a path, so that no path becomes another one', () => {
    expect(execArgv({ id: 'disk-free', path: '/home/django/data/' })).toContain('/home/django/data');
    expect(execArgv({ id: 'disk-free', path: '/' }).at(-1)).toBe('/');
  });

  it('gives a path to a shell as an argument, never as program text', () => {
    expect(execArgv({ id: 'disk-free', path: '/data' })).toEqual(['sh', '-c', 'df -kP "$1"; echo; df -iP "$1" 2>/dev/null', 'df', '/data']);
  });

  it('deletes only log files of the archive that are old enough', () => {
    expect(execArgv({ id: 'kvrocks-purge-archive', dbPath: '/var/lib/kvrocks/db', minAgeMinutes: 2 })).toEqual([
      ...['find', '/var/lib/kvrocks/db/archive', '-maxdepth', '1', '-type', 'f', '-name', '*.log', '-mmin', '+2', '-delete'],
    ]);
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1e9])('refuses the age %d', (minAgeMinutes) => {
    expect(() => execArgv({ id: 'kvrocks-purge-archive', dbPath: '/db', minAgeMinutes })).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });
});
