import { structuredPatch } from 'diff';
import { stringify } from 'yaml';
import type { Preview } from '@/lib/domain/plan';
import type { LiveObject } from '@/lib/domain/ports/readers';
import { redact } from '@/lib/domain/redact';

type DiffLine = Preview['steps'][number]['diff'][number];

const MAX_LINES = 400;

/**
 * The changed places of an object as unified YAML lines with three lines around each; secrets are replaced. No lines = nothing would change.
 * The status is the controllers' business and left out, unless the change is made there.
 */
export function objectDiff(before: LiveObject | undefined, after: LiveObject | undefined, withStatus = false): DiffLine[] {
  const patch = structuredPatch('', '', yamlOf(before, withStatus), yamlOf(after, withStatus), '', '', { context: 3 });
  const lines = patch.hunks.flatMap((hunk, index) => [
    ...(index > 0 ? [{ op: ' ' as const, line: '…' }] : []),
    ...hunk.lines.filter((text) => !text.startsWith('\\')).map((text): DiffLine => ({ op: opOf(text), line: text.slice(1) })),
  ]);
  return lines.slice(0, MAX_LINES);
}

function opOf(text: string): DiffLine['op'] {
  return text.startsWith('+') ? '+' : text.startsWith('-') ? '-' : ' ';
}

function yamlOf(object: LiveObject | undefined, withStatus: boolean): string {
  if (!object) return '';
  const { status, apiVersion, kind, metadata, ...rest } = object;
  const { name, namespace, labels, annotations } = metadata;
  const shown = { apiVersion, kind, metadata: { name, namespace, labels, annotations }, ...rest, ...(withStatus && { status }) };
  return stringify(redact(JSON.parse(JSON.stringify(shown)), 0, 40), { lineWidth: 0, aliasDuplicateObjects: false });
}
