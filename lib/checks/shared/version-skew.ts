import type { HelmReleaseFact } from '@/lib/domain/facts/cvat';
import type { WorkloadFact } from '@/lib/domain/facts/workload';
import type { ResourceRef } from '@/lib/domain/resource-ref';
import { roleOf } from './workload-role';

/** The chart that first asked for non-root images and port 8000, and the CVAT release whose images first had both. */
const SPLIT_CHART = [0, 15, 1] as const;
const SPLIT_IMAGE = [2, 44, 0] as const;

export interface ImageVersion {
  readonly workload: WorkloadFact;
  readonly part: 'server' | 'ui';
  readonly image: string;
  readonly version: string;
}

export interface Skew {
  readonly side: 'images-older' | 'images-newer';
  readonly odd: readonly ImageVersion[];
}

export function refOfRelease(release: Pick<HelmReleaseFact, 'namespace' | 'name'>): ResourceRef {
  return { kind: 'HelmRelease', namespace: release.namespace, name: release.name };
}

/** `2.39.0` of `cvat/server:v2.39.0`; undefined for `latest`, `dev`, digests: those say nothing. */
export function versionOfImage(image: string): string | undefined {
  return /:v?(\d+\.\d+\.\d+)(?:[-.+][\w.-]*)?(?:@|$)/.exec(image)?.[1];
}

/** Images of the server, the workers and the interface, as their templates name them, with a readable version. */
export function imageVersions(workloads: readonly WorkloadFact[]): ImageVersion[] {
  return workloads.flatMap((workload) => {
    const role = roleOf(workload.template.labels);
    if (role !== 'frontend' && workload.template.labels.tier !== 'backend') return [];
    return workload.template.containers
      .filter((c) => !c.init)
      .flatMap((c) => {
        const version = versionOfImage(c.image);
        return version ? [{ workload, part: role === 'frontend' ? ('ui' as const) : ('server' as const), image: c.image, version }] : [];
      });
  });
}

/** Whether the chart and the images come from different sides of the 0.15.1 / 2.44.0 change, and which images do. */
export function skewOf(release: HelmReleaseFact, workloads: readonly WorkloadFact[]): Skew | undefined {
  const chart = parseVersion(release.chartVersion);
  if (!chart || release.chart !== 'cvat') return undefined;
  const newChart = compare(chart, SPLIT_CHART) >= 0;
  const odd = imageVersions(workloads).filter((i) => {
    const image = parseVersion(i.version);
    return image !== undefined && compare(image, SPLIT_IMAGE) >= 0 !== newChart;
  });
  return odd.length > 0 ? { side: newChart ? 'images-older' : 'images-newer', odd } : undefined;
}

function parseVersion(text: string): readonly number[] | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(text);
  return match ? match.slice(1, 4).map(Number) : undefined;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < 3; i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
