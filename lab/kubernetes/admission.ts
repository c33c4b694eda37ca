import type { LabObject } from '../world/object-store';
import type { ApiResource } from './api-resources';

export interface AdmissionRequest {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly resource: ApiResource;
  readonly subresource: string | undefined;
  readonly namespace: string | undefined;
  readonly name: string;
  /** Undefined for DELETE. */
  readonly object: LabObject | undefined;
  /** Undefined for CREATE. */
  readonly before: LabObject | undefined;
  readonly dryRun: boolean;
}

export interface AdmissionVerdict {
  /** Why it is refused; the answer is 403 with these words unless a code is given. */
  readonly refused?: string;
  readonly code?: number;
  /** The webhook's name, as in `admission webhook "x" denied the request: …`. */
  readonly webhook?: string;
  /** Shown to the caller in Warning headers. */
  readonly warnings?: readonly string[];
}

/** Judges a write before it is stored, as an admission webhook does; may change `object`, which is a copy. Undefined = no opinion. */
export type Admission = (request: AdmissionRequest) => AdmissionVerdict | undefined;
