import type { LabWorld } from '../world/world';

/** GET /api/frontend_spec: the settings Nuclio's own pages start with. */
export function frontendSpec(world: LabWorld) {
  return {
    namespace: world.namespace,
    platformKind: 'kube',
    externalIPAddresses: [],
    imageNamePrefixTemplate: '',
    defaultHTTPIngressHostTemplate: '',
    scaleToZero: { mode: 'disabled', inactivityWindowPresets: [], scaleResources: [] },
    defaultFunctionConfig: { attributes: { metadata: {}, spec: { resources: {}, build: {}, platform: {}, minReplicas: 1, maxReplicas: 1 } } },
    allowedAuthenticationModes: ['none', 'basicAuth'],
    validFunctionPriorityClassNames: [],
    defaultFunctionPodResources: { requests: { cpu: '25m', memory: '1Mi' }, limits: {} },
    autoScaleMetrics: {},
    disableDefaultHttpTrigger: false,
    logsScreenEnabled: false,
  };
}
