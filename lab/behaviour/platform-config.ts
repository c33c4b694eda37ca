import { parse } from 'yaml';
import { z } from 'zod';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { CONFIG_MAP } from './kinds';

const augmented = z.object({
  labelSelector: z.object({ matchLabels: z.record(z.string(), z.string()).default({}) }).prefault({}),
  kubernetes: z.object({ deployment: z.object({ spec: z.object({ template: z.object({ spec: z.record(z.string(), z.unknown()) }) }) }) }),
});
const document = z.object({ functionAugmentedConfigs: z.array(augmented).default([]) }).prefault({});

type AugmentedConfig = z.infer<typeof augmented>;

/** `functionAugmentedConfigs` of the platform's configuration, as the controller finds it when it starts. None when there is none, or none that can be read. */
export function readAugmentedConfigs({ store, namespace }: LabWorld): readonly AugmentedConfig[] {
  const text = store.get(CONFIG_MAP, namespace, 'nuclio-platform-config')?.data?.['platform.yaml'];
  const found = document.safeParse(parse(typeof text === 'string' ? text : '') ?? {});
  return found.success ? found.data.functionAugmentedConfigs : [];
}

/** Fields for the pods of a function, of every entry whose labels it has; undefined when none has. */
export function augmentedPodSpec(configs: readonly AugmentedConfig[], fn: LabObject): Readonly<Record<string, unknown>> | undefined {
  const matching = configs.filter(({ labelSelector }) =>
    Object.entries(labelSelector.matchLabels).every(([key, value]) => fn.metadata.labels?.[key] === value),
  );
  return matching.length === 0 ? undefined : Object.assign({}, ...matching.map(({ kubernetes }) => kubernetes.deployment.spec.template.spec));
}
