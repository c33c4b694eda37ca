interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly integrity?: string } | undefined>>;
}

/** libSQL's package for a processor (Docker's word or Node's) on Linux with glibc, as the lock file has it; undefined for a processor it has none for. */
export function nativePackage(lock: Lock, cpu: string): { readonly name: string; readonly version: string; readonly integrity: string } | undefined {
  const name = `@libsql/linux-${cpu === 'amd64' ? 'x64' : cpu}-gnu`;
  const { version, integrity } = lock.packages[`node_modules/${name}`] ?? {};
  return version && integrity?.startsWith('sha512-') ? { name, version, integrity } : undefined;
}
