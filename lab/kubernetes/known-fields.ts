/** Which fields a kind has, as far as Loupe and its users write them: `true` = whatever stands below. The elements of a list have the shape of the list. */
export interface Shape {
  readonly [field: string]: Shape | true;
}

const fields = (names: string): Shape => Object.fromEntries(names.split(' ').map((name) => [name, true as const]));

const metadata: Shape = fields(
  'annotations creationTimestamp deletionGracePeriodSeconds deletionTimestamp finalizers generateName generation labels managedFields name namespace ownerReferences resourceVersion selfLink uid',
);

const container: Shape = {
  ...fields(
    'args command envFrom image imagePullPolicy lifecycle livenessProbe name readinessProbe resizePolicy resources restartPolicy restartPolicyRules startupProbe stdin stdinOnce terminationMessagePath terminationMessagePolicy tty volumeDevices workingDir',
  ),
  env: fields('name value valueFrom'),
  ports: fields('containerPort hostIP hostPort name protocol'),
  securityContext: fields(
    'allowPrivilegeEscalation appArmorProfile capabilities privileged procMount readOnlyRootFilesystem runAsGroup runAsNonRoot runAsUser seLinuxOptions seccompProfile windowsOptions',
  ),
  volumeMounts: fields('mountPath mountPropagation name readOnly recursiveReadOnly subPath subPathExpr'),
};

const podSpec: Shape = {
  ...fields(
    'activeDeadlineSeconds affinity automountServiceAccountToken dnsConfig dnsPolicy enableServiceLinks ephemeralContainers hostAliases hostIPC hostNetwork hostPID hostUsers hostname hostnameOverride imagePullSecrets nodeName nodeSelector os overhead preemptionPolicy priority priorityClassName readinessGates resourceClaims resources restartPolicy runtimeClassName schedulerName schedulingGates securityContext serviceAccount serviceAccountName setHostnameAsFQDN shareProcessNamespace subdomain terminationGracePeriodSeconds tolerations topologySpreadConstraints volumes workloadRef',
  ),
  containers: container,
  initContainers: container,
};

const template: Shape = { metadata, spec: podSpec };
const claimSpec: Shape = {
  ...fields('accessModes dataSource dataSourceRef selector storageClassName volumeAttributesClassName volumeMode volumeName'),
  resources: fields('limits requests'),
};
const object = (spec: Shape): Shape => ({ apiVersion: true, kind: true, metadata, spec, status: true });

const KINDS: Readonly<Record<string, Shape>> = {
  'v1/Pod': object(podSpec),
  'v1/PersistentVolumeClaim': object(claimSpec),
  'v1/ConfigMap': { apiVersion: true, kind: true, metadata, ...fields('binaryData data immutable') },
  'apps/v1/Deployment': object({ ...fields('minReadySeconds paused progressDeadlineSeconds replicas revisionHistoryLimit selector strategy'), template }),
  'apps/v1/ReplicaSet': object({ ...fields('minReadySeconds replicas selector'), template }),
  'apps/v1/DaemonSet': object({ ...fields('minReadySeconds revisionHistoryLimit selector updateStrategy'), template }),
  'apps/v1/StatefulSet': object({
    ...fields(
      'minReadySeconds ordinals persistentVolumeClaimRetentionPolicy podManagementPolicy replicas revisionHistoryLimit selector serviceName updateStrategy',
    ),
    template,
    volumeClaimTemplates: object(claimSpec),
  }),
  'v1/Service': object(
    fields(
      'allocateLoadBalancerNodePorts clusterIP clusterIPs externalIPs externalName externalTrafficPolicy healthCheckNodePort internalTrafficPolicy ipFamilies ipFamilyPolicy loadBalancerClass loadBalancerIP loadBalancerSourceRanges ports publishNotReadyAddresses selector sessionAffinity sessionAffinityConfig trafficDistribution type',
    ),
  ),
};

/** Undefined: a kind of which everything is taken as it comes, custom resources among them. */
export function shapeOf(stored: string): Shape | undefined {
  return KINDS[stored];
}
