/** One request that was answered, for tests that count them. */
export interface LoggedRequest {
  /** Lab time. */
  readonly at: string;
  readonly method: string;
  /** As the API server understands it: get, list, watch, create, update, patch, delete; the method in lower case for other paths. */
  readonly verb: string;
  readonly path: string;
  readonly query: string;
  readonly code: number;
  readonly userAgent: string;
}

const KEPT_REQUESTS = 10_000;

/** The newest requests, oldest first. */
export function createRequestLog(): { readonly entries: LoggedRequest[]; add(entry: LoggedRequest): void } {
  const entries: LoggedRequest[] = [];
  return {
    entries,
    add(entry) {
      entries.push(entry);
      if (entries.length > KEPT_REQUESTS * 1.2) entries.splice(0, entries.length - KEPT_REQUESTS);
    },
  };
}
