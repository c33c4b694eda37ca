import { asJson } from '../nuclio/typed-spec';

type Json = Record<string, unknown>;

/** What CVAT makes of one function of Nuclio's list. `hidden`: skipped, with a line in the log. `breaks`: not caught, the whole list fails. */
export type LambdaFunction = { readonly kind: 'listed'; readonly item: Json } | { readonly kind: 'hidden' } | { readonly kind: 'breaks' };

const KINDS = new Set(['detector', 'interactor', 'reid', 'tracker']);

class Uncaught extends Error {}
class Skipped extends Error {}

/** Reads a function as Nuclio's dashboard shows it, by the annotations CVAT knows. Its state plays no part. */
export function lambdaFunction(document: Json): LambdaFunction {
  try {
    return { kind: 'listed', item: describe(document) };
  } catch (error) {
    if (error instanceof Skipped) return { kind: 'hidden' };
    if (error instanceof Uncaught) return { kind: 'breaks' };
    throw error;
  }
}

function describe(document: Json): Json {
  const metadata = asJson(document.metadata);
  const { description } = asJson(document.spec);
  if (metadata.annotations === undefined || !description) throw new Uncaught();
  const annotations = metadata.annotations as Record<string, string>;
  const { type = '' } = annotations;
  if (!KINDS.has(type)) throw new Skipped();
  const item: Json = {
    id: metadata.name,
    kind: type,
    labels_v2: labels(annotations.spec),
    description,
    name: annotations.name ?? metadata.name,
    version: integer(annotations.version, 1),
  };
  if (type === 'interactor') {
    Object.assign(item, {
      min_pos_points: integer(annotations.min_pos_points, 1),
      min_neg_points: integer(annotations.min_neg_points, -1),
      // True by being there: "false" counts as true.
      startswith_box: Boolean(annotations.startswith_box),
      startswith_box_optional: Boolean(annotations.startswith_box_optional),
      help_message: annotations.help_message ?? '',
      animated_gif: annotations.animated_gif ?? '',
    });
  }
  if (type === 'tracker') {
    const shapes = (annotations.supported_shape_types ?? 'rectangle').split(',').filter(Boolean);
    if (shapes.length === 0) throw new Skipped();
    item.supported_shape_types = shapes;
  }
  return item;
}

function labels(spec: string | undefined): Json[] {
  const parsed = parse(spec || '[]');
  if (!Array.isArray(parsed)) throw new Uncaught();
  const described = parsed.map((label) => {
    const { name, type = 'any', attributes = [] } = asJson(label);
    if (typeof name !== 'string') throw new Uncaught();
    const named = (attributes as Json[]).map(({ name: attribute, input_type, values }) => ({ name: attribute, input_type, values }));
    unique(named.map((attribute) => attribute.name));
    return { name, type, attributes: named };
  });
  unique(described.map(({ name }) => name));
  return described;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Uncaught();
  }
}

function unique(names: readonly unknown[]): void {
  if (new Set(names).size !== names.length) throw new Skipped();
}

function integer(text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (!/^\s*[-+]?\d+\s*$/.test(text)) throw new Uncaught();
  return Number(text);
}
