import 'server-only';
import type { GpuProbeFact } from '@/lib/domain/facts/models';
import { messageText } from '@/lib/k8s/map/shared-facts';

/** Device files in the container; an NVIDIA_VISIBLE_DEVICES without them means that the plugin gave a card and the runtime did not bring it in. */
export function parseDevices(output: string): readonly string[] {
  return output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^\/dev\/nvidia[\w-]*$/.test(line));
}

/**
 * Lines of nvidia-smi: index, uuid, name, driver, total and used MiB, utilisation, temperature, power. `[N/A]` and the like are absent.
 * `refusal` is what it says instead when the driver does not let it in, for instance `Failed to initialize NVML: Unknown Error`.
 */
export function parseSmi(output: string): { readonly cards: GpuProbeFact['cards']; readonly driver: string | undefined; readonly refusal: string | undefined } {
  const rows = output
    .split('\n')
    .map((line) => line.split(',').map((cell) => cell.trim()))
    .filter((cells) => cells.length >= 9 && /^\d+$/.test(cells[0] ?? ''));
  const cards = rows.flatMap(([, , name = '', , total, used, utilisation, temperature, watts]): GpuProbeFact['cards'] => {
    const totalMib = figure(total);
    const usedMib = figure(used);
    if (totalMib === undefined || usedMib === undefined) return [];
    return [{ name, totalMib, usedMib, ...optional('utilisationPercent', utilisation), ...optional('temperature', temperature), ...optional('watts', watts) }];
  });
  const refusal = output
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line.startsWith('Failed to initialize NVML'));
  return { cards, driver: rows[0]?.[3] || undefined, refusal: messageText(refusal) };
}

/** The framework's own word: version, the CUDA it was built for, whether CUDA works, number of devices, its name unless torch. */
export function parseCuda(stdout: string, stderr: string, at: string): GpuProbeFact['cuda'] {
  let answer: unknown;
  try {
    answer = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  } catch {
    answer = undefined;
  }
  if (!Array.isArray(answer) || typeof answer[2] !== 'boolean') return withDetail({ kind: 'failed', at }, messageText(stderr.trim().split('\n').at(-1)));
  const [version, builtFor, works, , framework = 'torch'] = answer as [unknown, unknown, boolean, unknown, unknown];
  if (framework === 'none') return withDetail({ kind: 'failed', at }, 'no framework');
  return {
    kind: works ? 'true' : 'false',
    framework: [framework, version].filter((word) => typeof word === 'string' && word !== '').join(' '),
    builtFor: typeof builtFor === 'string' ? builtFor : 'cpu',
    at,
  };
}

function withDetail(cuda: GpuProbeFact['cuda'], detail: string | undefined): GpuProbeFact['cuda'] {
  return detail === undefined ? cuda : { ...cuda, detail: detail.slice(0, 300) };
}

function figure(cell: string | undefined): number | undefined {
  return cell !== undefined && /^\d+(\.\d+)?$/.test(cell) ? Number(cell) : undefined;
}

function optional<K extends string>(key: K, cell: string | undefined): { [P in K]?: number } {
  const value = figure(cell);
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: number };
}
