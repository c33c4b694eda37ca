/**
 * The fields a function's spec has in Nuclio 1.14 and 1.15. Whatever Nuclio writes has passed through its types, so anything else that somebody
 * patched into the custom resource (runtimeClassName, for one) is gone after Nuclio's next write and never shown by its API.
 */
const KNOWN = new Set(
  (
    'alias alwaysRestart affinity autoScaleMetrics avatar build customScalingMetricSpecs dataBindings deploymentStrategy description devices disable ' +
    'disableDefaultHTTPTrigger disableSensitiveFieldsMasking env envFrom eventTimeout handler hostIPC image imageHash imagePullPolicy imagePullSecrets ' +
    'initContainers loggerSinks maxReplicas minReplicas mountMode nodeName nodeSelector platform preemptionMode preemptionPolicy priorityClassName ' +
    'readinessTimeoutSeconds replicas resources runRegistry runtime runtimeAttributes scaleToZero securityContext serviceAccount serviceType sidecars ' +
    'targetCPU tolerations triggers version volumes waitReadinessTimeoutBeforeFailure'
  ).split(' '),
);

type Json = Record<string, unknown>;

/** The spec as Nuclio's types hold it: unknown keys and empty texts dropped, the four fields it always serialises filled in. */
export function typedSpec(spec: Json): Json {
  const known = Object.fromEntries(Object.entries(spec).filter(([key, value]) => KNOWN.has(key) && value !== undefined && value !== ''));
  const { mode: _used, ...build } = asJson(known.build);
  return { ...known, resources: known.resources ?? {}, build, platform: known.platform ?? {}, eventTimeout: known.eventTimeout ?? '' };
}

/** A function without any trigger gets this one, unless it says that it wants none. */
const DEFAULT_TRIGGERS: [string, Json][] = [['default-http', { class: '', kind: 'http', name: 'default-http', numWorkers: 1 }]];

/** What the dashboard adds to a spec that is sent to it, before it writes the custom resource. */
export function enrichedSpec(spec: Json, registry: string): Json {
  const typed = typedSpec(spec);
  const resources = asJson(typed.resources);
  const given = Object.entries(asJson(typed.triggers));
  const triggers = (given.length > 0 || typed.disableDefaultHTTPTrigger ? given : DEFAULT_TRIGGERS).map(([name, trigger]) => [
    name,
    { ...asJson(trigger), attributes: { serviceType: 'ClusterIP', ...asJson(asJson(trigger).attributes) } },
  ]);
  return {
    ...typed,
    resources: { ...resources, requests: { cpu: '25m', memory: '1Mi', ...asJson(resources.requests) } },
    triggers: Object.fromEntries(triggers),
    alias: 'latest',
    build: { registry, ...(asJson(typed.build).functionSourceCode ? { codeEntryType: 'sourceCode' } : {}), ...asJson(typed.build) },
    securityContext: typed.securityContext ?? {},
    disableDefaultHTTPTrigger: typed.disableDefaultHTTPTrigger ?? false,
  };
}

/** True when the dashboard would build an image first. */
export function needsBuild(spec: Json): boolean {
  const build = asJson(spec.build);
  if (build.mode === 'neverBuild') return false;
  return Boolean(build.functionSourceCode || build.path || build.image || build.codeEntryType === 's3');
}

/** The value as an object; an empty one when it is none. */
export function asJson(value: unknown): Json {
  return value && typeof value === 'object' && !Array.isArray(value) ? (value as Json) : {};
}
