import 'server-only';
import type { TemplateContainerFact, TemplateFact } from '@/lib/domain/facts/template';
import { number, present, record, records, text, textMap } from '@/lib/k8s/map/api-object';
import { envFacts } from '@/lib/k8s/map/environment';
import { containerPorts, keptAnnotations, probeFact, quantityMap } from '@/lib/k8s/map/shared-facts';

/** A pod template: of a workload, or of a pod itself. */
export function templateFact(value: unknown): TemplateFact {
  const template = record(value);
  const metadata = record(template.metadata);
  const spec = record(template.spec);
  const podSecurity = record(spec.securityContext);
  return present({
    labels: textMap(metadata.labels),
    annotations: keptAnnotations(metadata.annotations),
    runtimeClass: text(spec.runtimeClassName),
    nodeSelector: textMap(spec.nodeSelector),
    containers: [
      ...records(spec.initContainers).flatMap((container) => containerFact(container, true, podSecurity)),
      ...records(spec.containers).flatMap((container) => containerFact(container, false, podSecurity)),
    ],
    claims: records(spec.volumes).flatMap((volume) => text(record(volume.persistentVolumeClaim).claimName) ?? []),
  });
}

function containerFact(
  container: Readonly<Record<string, unknown>>,
  init: boolean,
  podSecurity: Readonly<Record<string, unknown>>,
): TemplateContainerFact | readonly [] {
  const name = text(container.name);
  if (name === undefined) return [];
  const resources = record(container.resources);
  const security = { ...podSecurity, ...record(container.securityContext) };
  return present({
    name,
    image: text(container.image) ?? '',
    init,
    env: envFacts(container.env),
    ports: containerPorts(container.ports),
    liveness: probeFact(container.livenessProbe),
    readiness: probeFact(container.readinessProbe),
    requests: quantityMap(resources.requests),
    limits: quantityMap(resources.limits),
    runAsNonRoot: typeof security.runAsNonRoot === 'boolean' ? security.runAsNonRoot : undefined,
    runAsUser: number(security.runAsUser),
  });
}
