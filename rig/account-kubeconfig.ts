import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';

interface Account {
  readonly dir: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  kubectl(...args: string[]): Promise<string>;
}

/** Writes the administrator's kubeconfig over again with a token of a service account instead. Answers its path. */
export async function writeAccountKubeconfig({ dir, kubectl, namespace, serviceAccount }: Account): Promise<string> {
  const token = (await kubectl('-n', namespace, 'create', 'token', serviceAccount, '--duration=12h')).trim();
  const config = parse(readFileSync(path.join(dir, 'run/admin.kubeconfig'), 'utf8')) as { users: { name: string; user: object }[] };
  const users = config.users.map(({ name }) => ({ name, user: { token } }));
  const file = path.join(dir, 'run', `${namespace}-${serviceAccount}.kubeconfig`);
  writeFileSync(file, stringify({ ...config, users }), { mode: 0o600 });
  return file;
}
