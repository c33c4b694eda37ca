import type { GpuProbeFact } from '@/lib/domain/facts/models';

/** Why a model cannot use its card. Words of each: `checks.cuda-unavailable.title`, `.summary`. */
export type CudaFault = 'not-injected' | 'card-lost' | 'driver-mismatch' | 'cpu-build' | 'other';

/** Cheap answers decide first. A framework that was not asked, or a question that failed for its own reasons, proves nothing. */
export function cudaFaultOf({ devices, driver, cuda }: GpuProbeFact): CudaFault | undefined {
  if (devices.length === 0) return 'not-injected';
  const detail = cuda.detail ?? '';
  if (/Driver\/library version mismatch|driver version is insufficient|forward compatibility was attempted/i.test(detail)) return 'driver-mismatch';
  if (/NVML: Unknown Error/i.test(detail)) return 'card-lost';
  if (cuda.kind !== 'false') return undefined;
  if (cuda.framework !== undefined && (cuda.builtFor === undefined || /\+cpu\b|CPU-only/i.test(`${cuda.framework} ${detail}`))) return 'cpu-build';
  return isNewer(cuda.builtFor, driver?.cuda) ? 'driver-mismatch' : 'other';
}

/** A driver runs programs built for its own CUDA major version and for older ones. */
function isNewer(builtFor: string | undefined, offered: string | undefined): boolean {
  const major = (version: string | undefined) => Number.parseInt(version ?? '', 10);
  return major(builtFor) > major(offered);
}
