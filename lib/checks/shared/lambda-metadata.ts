import type { FunctionFact } from '@/lib/domain/facts/models';

/** What CVAT stumbles over in a function. `breaks`: its whole list answers 500; `hides`: it leaves this one out. */
export interface MetadataFault {
  readonly effect: 'breaks' | 'hides';
  /** Words of each: `checks.function-breaks-list.title`, `checks.function-hidden.title`. */
  readonly kind:
    | 'no-annotations'
    | 'no-description'
    | 'no-status'
    | 'spec-not-json'
    | 'label-without-name'
    | 'not-a-number'
    | 'no-type'
    | 'unknown-type'
    | 'duplicate-label'
    | 'duplicate-attribute'
    | 'no-shape-types';
  /** Where it stands and what stands there. */
  readonly field: string;
  readonly value: string;
  readonly expected: string;
}

/** Facts keep this much of an annotation; one that is as long may have been cut and cannot be judged. */
const KEPT_LENGTH = 16_384;
const KINDS = ['detector', 'interactor', 'reid', 'tracker'];
const NUMBERS = ['version', 'min_pos_points', 'min_neg_points'];

/**
 * Reads a function as CVAT's lambda manager does. It looks at neither state nor readiness; what it does not find it mostly does not forgive: a missing
 * description, no annotations at all or a broken `spec` end in an exception that nobody catches. Worst first.
 */
export function lintFunction(fn: FunctionFact): MetadataFault[] {
  const { annotations } = fn;
  const faults: MetadataFault[] = [];
  const fault = (effect: MetadataFault['effect'], kind: MetadataFault['kind'], field: string, value: string | undefined, expected: string) =>
    faults.push({ effect, kind, field, value: value ?? '(absent)', expected });
  if (fn.state === undefined) fault('breaks', 'no-status', 'status.state', undefined, 'a state');
  if (!fn.description) fault('breaks', 'no-description', 'spec.description', fn.description === '' ? '(empty)' : undefined, 'a text');
  if (Object.keys(annotations).length === 0) fault('breaks', 'no-annotations', 'metadata.annotations', undefined, 'name, type and spec');
  else {
    const labels = readLabels(annotations.spec);
    if (labels === 'not-json') fault('breaks', 'spec-not-json', 'metadata.annotations.spec', annotations.spec, 'a JSON list');
    else if (labels.some((l) => typeof l.name !== 'string'))
      fault('breaks', 'label-without-name', 'metadata.annotations.spec', annotations.spec, 'a name for each label');
    for (const name of NUMBERS) {
      const value = annotations[name];
      if (value !== undefined && !/^\s*[+-]?\d+\s*$/.test(value)) fault('breaks', 'not-a-number', `metadata.annotations.${name}`, value, 'a whole number');
    }
    if (annotations.type === undefined) fault('hides', 'no-type', 'metadata.annotations.type', undefined, KINDS.join(', '));
    else if (!KINDS.includes(annotations.type)) fault('hides', 'unknown-type', 'metadata.annotations.type', annotations.type, KINDS.join(', '));
    if (labels !== 'not-json') lintLabels(labels, annotations.spec, fault);
    const shapes = annotations.supported_shape_types;
    if (annotations.type === 'tracker' && shapes !== undefined && shapes.trim() === '')
      fault('hides', 'no-shape-types', 'metadata.annotations.supported_shape_types', '(empty)', 'rectangle, …');
  }
  return faults.sort((a, b) => Number(a.effect === 'hides') - Number(b.effect === 'hides'));
}

type Fault = (effect: MetadataFault['effect'], kind: MetadataFault['kind'], field: string, value: string | undefined, expected: string) => void;

function lintLabels(labels: readonly Label[], spec: string | undefined, fault: Fault): void {
  const field = 'metadata.annotations.spec';
  if (hasTwice(labels.map((l) => l.name))) fault('hides', 'duplicate-label', field, spec, 'each name once');
  const attributes = labels.map((l) => (Array.isArray(l.attributes) ? l.attributes : []).map((a: unknown) => (isRecord(a) ? a.name : undefined)));
  if (attributes.some(hasTwice)) fault('hides', 'duplicate-attribute', field, spec, 'each attribute of a label once');
}

type Label = Record<string, unknown>;

/** An absent `spec` is an empty list to CVAT: interactors and trackers have none. */
function readLabels(spec: string | undefined): Label[] | 'not-json' {
  if (spec === undefined || spec === '' || spec.length >= KEPT_LENGTH) return [];
  let parsed: unknown;
  try {
    parsed = JSON.parse(spec);
  } catch {
    return 'not-json';
  }
  return Array.isArray(parsed) && parsed.every(isRecord) ? parsed : 'not-json';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasTwice(names: readonly unknown[]): boolean {
  const strings = names.filter((n) => typeof n === 'string');
  return new Set(strings).size < strings.length;
}
