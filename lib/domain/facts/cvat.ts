/** GET /api/server/about. `ms` is how long the answer took. */
export interface CvatAbout {
  readonly version: string;
  readonly ms: number;
}

/** GET /api/users/self: whom a token belongs to. Only an administrator's shows what all users have. */
export interface CvatUser {
  readonly name: string;
  readonly isAdmin: boolean;
}

/** GET /api/server/health/?format=json: plugin → its own words. `working` is the only good one. */
export interface CvatHealth {
  readonly httpStatus: number;
  readonly plugins: readonly { readonly name: string; readonly status: string; readonly working: boolean }[];
}

/** GET /api/lambda/functions: what annotators can choose, or how the list failed. */
export interface CvatModels {
  readonly httpStatus: number;
  readonly functions: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: string;
    readonly labels: readonly string[];
    readonly description?: string;
  }[];
  readonly errorText?: string;
}

/** A cloud storage as CVAT stores it. Credentials never come here. */
export interface CloudStorageFact {
  readonly id: number;
  readonly displayName: string;
  readonly provider: string;
  readonly resource: string;
  readonly endpoint?: string;
  /** From /status: AVAILABLE, NOT_FOUND, FORBIDDEN; FAILED when CVAT could not ask the storage; undefined when not known. */
  readonly status?: string;
}

/** Auto-annotation requests, GET /api/lambda/requests. */
export interface InferenceRequestFact {
  readonly id: string;
  readonly functionId: string;
  readonly task?: number;
  readonly status: string;
  readonly progress?: number;
  readonly enqueuedAt?: string;
  readonly startedAt?: string;
  readonly error?: string;
}

/** Nuclio's dashboard: whether it answers, how fast and which version. */
export interface NuclioDashboardFact {
  readonly version?: string;
  readonly ms: number;
  readonly listMs?: number;
}

/** One decision of the egress proxy, read in a log. */
export interface ProxyDecisionFact {
  readonly workload: string;
  readonly pod: string;
  readonly host: string;
  readonly address?: string;
  readonly allow: boolean;
  readonly rule: string;
  readonly at: string;
}

/** The Helm release, from its Secret where readable. */
export interface HelmReleaseFact {
  readonly name: string;
  readonly namespace: string;
  readonly chart: string;
  readonly chartVersion: string;
  readonly appVersion?: string;
  readonly revision: number;
  readonly status: string;
  readonly deployedAt?: string;
}
