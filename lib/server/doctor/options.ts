import 'server-only';
import { parseArgs } from 'node:util';
import { isDnsLabel } from '@/lib/domain/dns-name';

/** How the outcome is written. */
export type DoctorFormat = 'table' | 'json' | 'sarif' | 'junit';

/** What `loupe doctor` was asked for. */
export interface DoctorOptions {
  readonly task: 'look' | 'setup' | 'explain' | 'help';
  readonly format: DoctorFormat;
  /** Checks to run; undefined: all. */
  readonly only: readonly string[] | undefined;
  readonly explain: string | undefined;
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  readonly namespace: string | undefined;
  readonly release: string | undefined;
}

/** What was asked for cannot be done; says what is accepted. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

const FORMATS = ['json', 'sarif', 'junit'] as const;
const flag = { type: 'boolean', default: false } as const;
const text = { type: 'string' } as const;

/** Reads the words behind `loupe doctor`. Throws UsageError. */
export function readOptions(argv: readonly string[], checkIds: readonly string[]): DoctorOptions {
  const values = parsed(argv);
  const formats = FORMATS.filter((format) => values[format]);
  if (formats.length > 1) throw new UsageError(`One of --${FORMATS.join(', --')}, not ${formats.map((one) => `--${one}`).join(' and ')}.`);
  const only = values.only?.split(',').map((id) => id.trim());
  for (const id of [...(only ?? []), ...(values.explain === undefined ? [] : [values.explain])]) known(id, checkIds);
  for (const name of ['namespace', 'release'] as const)
    if (values[name] !== undefined && !isDnsLabel(values[name])) throw new UsageError(`--${name} takes a name of lower case letters, digits and dashes.`);
  const { kubeconfig, context, namespace, release, explain } = values;
  if (values.setup && formats.some((format) => format !== 'json')) throw new UsageError('--setup is written as a table or with --json.');
  const task = values.help ? 'help' : explain !== undefined ? 'explain' : values.setup ? 'setup' : 'look';
  return { task, format: formats[0] ?? 'table', only, explain, kubeconfig, context, namespace, release };
}

function parsed(argv: readonly string[]) {
  try {
    const options = { json: flag, sarif: flag, junit: flag, setup: flag, help: { ...flag, short: 'h' }, only: text, explain: text } as const;
    const where = { kubeconfig: text, context: text, namespace: { ...text, short: 'n' }, release: text } as const;
    return parseArgs({ args: [...argv], options: { ...options, ...where }, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message.split('. ')[0] : String(error)}. loupe doctor --help lists what there is.`);
  }
}

function known(id: string, checkIds: readonly string[]): void {
  if (!checkIds.includes(id)) throw new UsageError(`There is no check ${JSON.stringify(id)}. There are: ${checkIds.join(', ')}.`);
}
