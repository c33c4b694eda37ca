import { describe, expect, it } from 'vitest';
import { configuredWay } from './configured-way';

describe('a way to an address that was entered', () => {
  it('keeps a path and names the port the scheme implies', () => {
    expect(configuredWay('https://cvat.example.org/base/')).toEqual({
      kind: 'configured',
      origin: 'https://cvat.example.org/base',
      host: 'cvat.example.org',
      port: 443,
    });
    expect(configuredWay('http://[::1]:8080')).toMatchObject({ origin: 'http://[::1]:8080', host: '::1', port: 8080 });
  });

  it('refuses an address that carries credentials or is none', () => {
    for (const address of ['http://me:secret@nuclio', 'ftp://nuclio', 'nuclio:8070/'])
      expect(() => configuredWay(address)).toThrow(expect.objectContaining({ code: 'invalid-address' }));
  });
});
