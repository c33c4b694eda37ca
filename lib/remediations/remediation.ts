import type { ZodType } from 'zod';
import type { Permission } from '@/lib/domain/actor';
import type { Clock } from '@/lib/domain/clock';
import type { Finding } from '@/lib/domain/finding';
import type { Installation, Thresholds } from '@/lib/domain/installation';
import type { NotPossible, Plan, RbacRule, Risk } from '@/lib/domain/plan';
import type { Readers } from '@/lib/domain/ports/readers';
import type { ActingPlace } from '@/lib/domain/rights/right';

export interface PlanContext {
  readonly clock: Clock;
  readonly installation: Installation;
  readonly thresholds: Thresholds;
}

/** A finished run, as its undo sees it. */
export interface FinishedRun {
  readonly id: string;
  readonly plan: Plan;
  readonly input: unknown;
}

/**
 * A repair. It only plans: steps are data of a closed vocabulary (lib/domain/operation.ts), which the runner previews by dry run, carries
 * out, verifies by repeating the finding's check on fresh reads, and reconciles after a crash. So a remediation never holds a writer.
 * Its sentences stand in `messages/en/remediations/<id>.json` under `<id>.name` and those it says.
 */
export interface Remediation<Input = unknown> {
  /** File name, verb and object, stable for ever. */
  readonly id: string;
  /** Checks whose findings it answers. */
  readonly resolves: readonly string[];
  readonly risk: Risk;
  readonly permission: Permission;
  /** Every right its steps use; the cluster role is generated from these. */
  readonly rbac: readonly RbacRule[];
  /** In which namespaces its targets stand: its rights are granted there and nowhere else. */
  readonly acts: readonly ActingPlace[];
  readonly input: ZodType<Input>;
  /** What a person may choose before planning: shown as a form. The default of `input` must plan without it. */
  readonly fields?: readonly InputField[];
  /** Whether it fits this finding at all (a pure look at the finding, no reads). Absent = always. */
  fits?(finding: Finding): boolean;
  plan(finding: Finding, input: Input, read: Readers, ctx: PlanContext): Promise<Plan | NotPossible>;
  /** A plan that takes the run back, from what the run kept and what stands now. Absent = there is no undo, and the plan's cost says what is lost. */
  undo?(run: FinishedRun, read: Readers, ctx: PlanContext): Promise<Plan | NotPossible>;
}

/** One field of the form. Label: `<remediation>.fields.<name>.label`, help: `.help`. */
export interface InputField {
  readonly name: string;
  readonly kind: 'text' | 'quantity' | 'address' | 'switch' | 'choice';
  readonly choices?: readonly string[];
  readonly optional?: boolean;
}

/** Gives a remediation its exact input type. */
export function defineRemediation<Input>(remediation: Remediation<Input>): Remediation<Input> {
  return remediation;
}
