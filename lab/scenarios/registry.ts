import { chartImageSkew } from './chart-image-skew';
import { cudaCpuBuild } from './cuda-cpu-build';
import { cudaUnavailable } from './cuda-unavailable';
import { frontendRestarting } from './frontend-restarting';
import { functionBreaksList } from './function-breaks-list';
import { functionBuildStuck } from './function-build-stuck';
import { functionFailed } from './function-failed';
import { functionFailedWhileServing } from './function-failed-while-serving';
import { functionHidden } from './function-hidden';
import { functionUnhealthy } from './function-unhealthy';
import { gpuRuntimeClassMissing } from './gpu-runtime-class-missing';
import { imagePullFailure } from './image-pull-failure';
import { invocationUrlMissing } from './invocation-url-missing';
import { kvrocksDiskFilling } from './kvrocks-disk-filling';
import { kvrocksIncident20260129 } from './kvrocks-incident-2026-01-29';
import { kvrocksIncident20260210 } from './kvrocks-incident-2026-02-10';
import { kvrocksIncident20260211 } from './kvrocks-incident-2026-02-11';
import { kvrocksWriteRefused } from './kvrocks-write-refused';
import { nodeDiskPressure } from './node-disk-pressure';
import { nuclioUnreachable } from './nuclio-unreachable';
import { podConfigError } from './pod-config-error';
import { podCrashLoop } from './pod-crash-loop';
import { podUnschedulable } from './pod-unschedulable';
import { probeFailing } from './probe-failing';
import { proxyDenial } from './proxy-denial';
import { proxyRangeTooWide } from './proxy-range-too-wide';
import { rolloutStuck } from './rollout-stuck';
import type { Scenario } from './scenario';
import { serverHealthFailing } from './server-health-failing';
import { serverUnreachable } from './server-unreachable';
import { settingInconsistent } from './setting-inconsistent';
import { vectorConfigEmpty } from './vector-config-empty';
import { volumeNearlyFull } from './volume-nearly-full';

/** Every fault the lab can show. */
export const scenarios: readonly Scenario[] = [
  chartImageSkew,
  cudaCpuBuild,
  cudaUnavailable,
  frontendRestarting,
  functionBreaksList,
  functionBuildStuck,
  functionFailed,
  functionFailedWhileServing,
  functionHidden,
  functionUnhealthy,
  gpuRuntimeClassMissing,
  imagePullFailure,
  invocationUrlMissing,
  kvrocksDiskFilling,
  kvrocksIncident20260129,
  kvrocksIncident20260210,
  kvrocksIncident20260211,
  kvrocksWriteRefused,
  nodeDiskPressure,
  nuclioUnreachable,
  podConfigError,
  podCrashLoop,
  podUnschedulable,
  probeFailing,
  proxyDenial,
  proxyRangeTooWide,
  rolloutStuck,
  serverHealthFailing,
  serverUnreachable,
  settingInconsistent,
  vectorConfigEmpty,
  volumeNearlyFull,
];
