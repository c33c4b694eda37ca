import type { LogBook } from '../world/log-book';
import type { ContainerAnswers } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { startClaimProvisioning } from './claim-provisioning';
import { createContainerAnswers } from './container-answers';
import { startDaemonSets } from './daemon-sets';
import { startDeployments } from './deployments';
import { startEndpointSlices } from './endpoint-slices';
import { startInstallationTruth } from './installation-truth';
import { startJobs } from './jobs';
import { startKubelet } from './kubelet';
import { startKvrocksEngine } from './kvrocks-engine';
import { startLogChatter } from './log-chatter';
import { startNamespaces } from './namespaces';
import { startNuclioController } from './nuclio-controller';
import { startReplicaSets } from './replica-sets';
import { startScheduler } from './scheduler';
import { startStatefulSets } from './stateful-sets';
import { startVolumeExpansion } from './volume-expansion';

/** Starts every controller of the lab on a world, and answers what its containers say. */
export function startBehaviours(world: LabWorld, logs: LogBook): ContainerAnswers {
  startDeployments(world);
  startReplicaSets(world);
  startStatefulSets(world);
  startDaemonSets(world);
  startJobs(world);
  startScheduler(world);
  startKubelet(world, logs);
  startEndpointSlices(world);
  startClaimProvisioning(world);
  startVolumeExpansion(world);
  startNamespaces(world);
  startNuclioController(world);
  startInstallationTruth(world);
  startLogChatter(world);
  return createContainerAnswers(world, logs, startKvrocksEngine(world));
}
