import { gpuRuntimeClassMissing } from './gpu-runtime-class-missing';
import type { Scenario } from './scenario';

/** Every fault the lab can show. */
export const scenarios: readonly Scenario[] = [gpuRuntimeClassMissing];
