import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checks } from '@/lib/checks/registry.generated';
import type { RbacRule } from '@/lib/domain/plan';
import { readRights } from '@/lib/domain/rights/read-rights';
import { changesObjects, type ReadRight, type RightPlace, rightOptions } from '@/lib/domain/rights/right';
import type { SnapshotPart } from '@/lib/domain/snapshot';
import { remediations } from '@/lib/remediations/registry.generated';
import { between } from './between';

const FILE = 'docs/rights.md';
const placeNames: Readonly<Record<RightPlace, string>> = {
  release: 'CVAT',
  models: 'models',
  longhorn: '`longhorn-system`',
  default: '`default`',
  cluster: 'cluster',
};

/** The page of rights with its tables made anew. */
export function rightsPage(root: string): [string, string][] {
  const text = readFileSync(path.join(root, FILE), 'utf8');
  const parts: [string, readonly string[]][] = [
    ['reading', readingRows()],
    ['options', optionRows()],
    ['changing', changingRows()],
  ];
  return [[FILE, parts.reduce((page, [name, rows]) => between(page, [`<!-- ${name} -->`, `<!-- /${name} -->`], rows), text)]];
}

function readingRows(): readonly string[] {
  return [
    '| right | where | what it is for | switch | not the reader’s |',
    '| --- | --- | --- | --- | --- |',
    ...readRights.map(
      (right) =>
        `| ${nameOf(right)} | ${placesOf(right.places)} | ${right.use} | ${right.option ? `\`rights.${right.option}\`` : ''} | ${right.heldBy === 'actor' ? 'the actor alone' : ''} |`,
    ),
  ];
}

/** What is poorer without an option: the parts only it fills, and the checks that then cannot judge or say less. */
function optionRows(): readonly string[] {
  return [
    '| switch | rights | checks that cannot judge without it, or know less |',
    '| --- | --- | --- |',
    ...rightOptions.map((option) => {
      const of = readRights.filter((right) => right.option === option);
      const touched = checksOf(of.flatMap((right) => right.fills));
      return `| \`rights.${option}\` | ${[...new Set(of.map(nameOf))].join('; ')} | ${touched.map((id) => `[${id}](checks/${id}.md)`).join(', ') || 'none'} |`;
    }),
  ];
}

function checksOf(parts: readonly SnapshotPart[]): readonly string[] {
  return checks.filter((check) => [...check.needs, ...(check.mayUse ?? [])].some((part) => parts.includes(part))).map((check) => check.id);
}

function changingRows(): readonly string[] {
  return [
    '| remediation | where | changes | reads besides |',
    '| --- | --- | --- | --- |',
    ...remediations.map((r) => {
      const list = (rules: readonly RbacRule[]) => rules.map(nameOf).join('; ');
      const changing = r.rbac.filter(changesObjects);
      return `| [${r.id}](remediations/${r.id}.md) | ${placesOf(r.acts)} | ${list(changing) || 'no object of the API'} | ${list(r.rbac.filter((rule) => !changing.includes(rule)))} |`;
    }),
  ];
}

function nameOf({ apiGroup, resource, verbs }: Pick<ReadRight, 'apiGroup' | 'resource' | 'verbs'>): string {
  return `${verbs.join(', ')} \`${resource}${apiGroup ? `.${apiGroup}` : ''}\``;
}

function placesOf(places: readonly RightPlace[]): string {
  return places.map((place) => placeNames[place]).join(', ');
}
