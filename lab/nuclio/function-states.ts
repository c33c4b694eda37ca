export const FUNCTION = 'nuclio.io/v1beta1/NuclioFunction';
export const PROJECT = 'nuclio.io/v1beta1/NuclioProject';
export const API_GATEWAY = 'nuclio.io/v1beta1/NuclioAPIGateway';
export const PROJECT_LABEL = 'nuclio.io/project-name';
/** Field manager of what the dashboard writes. */
export const DASHBOARD = 'dashboard';

/** States in which a function rests: it may be deleted and replaced. One without a state rests as well. */
const RESTING = new Set([undefined, '', 'ready', 'error', 'unhealthy', 'scaledToZero', 'imported']);

export function isProvisioning(state: string | undefined): boolean {
  return !RESTING.has(state);
}
