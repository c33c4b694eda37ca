import { describe, expect, it } from 'vitest';
import { parseAddress } from '@/lib/domain/discovery/parse-address';

describe('an address out of the environment', () => {
  it.each([
    ['cvat-kvrocks', { host: 'cvat-kvrocks', port: undefined }],
    ['DB.example.org.:5433', { host: 'db.example.org.', port: 5433 }],
    ['http://opa:8181/', { host: 'opa', port: 8181, scheme: 'http' }],
    ['redis://user:word@10.0.0.7:6379/0', { host: '10.0.0.7', port: 6379 }],
    ['https://s3.example.org/bucket?x=1', { host: 's3.example.org', port: undefined, scheme: 'https' }],
    ['[fd00::7]:6379', { host: 'fd00::7', port: 6379 }],
    ['fd00::7', { host: 'fd00::7', port: undefined }],
  ])('%s is read without its credentials', (text, expected) => {
    expect(parseAddress(text)).toEqual(expected);
  });

  it.each(['', ' ', 'a b', 'host:0', 'host:70000', 'host:port', '../etc', '$(HOST)', 'javascript:alert(1)', 'http://'])('%s is none', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });
});
