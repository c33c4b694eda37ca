/** What the kubelet wrote about a probe that failed. */
export interface ProbeMessage {
  readonly probe: 'liveness' | 'readiness' | 'startup';
  readonly kind: 'refused' | 'slow' | 'http-status' | 'command' | 'other';
  readonly port?: number;
  readonly status?: number;
}

/** Reads the message of an `Unhealthy` event; undefined for what is none. */
export function readProbeMessage(message: string): ProbeMessage | undefined {
  const match = /^(Liveness|Readiness|Startup) probe (?:failed|errored)[^:]*: ?([\s\S]*)$/.exec(message);
  if (!match) return undefined;
  const probe = (match[1] ?? '').toLowerCase() as ProbeMessage['probe'];
  const rest = match[2] ?? '';
  const port = Number(/dial tcp \S*?:(\d+):/.exec(rest)?.[1] ?? /https?:\/\/[^/\s"]*:(\d+)/.exec(rest)?.[1]);
  const withPort = Number.isInteger(port) ? { port } : {};
  if (/connect: connection refused/.test(rest)) return { probe, kind: 'refused', ...withPort };
  if (/context deadline exceeded|Client\.Timeout|i\/o timeout|timed out/i.test(rest)) return { probe, kind: 'slow', ...withPort };
  const status = /statuscode: (\d{3})/.exec(rest)?.[1];
  if (status) return { probe, kind: 'http-status', status: Number(status), ...withPort };
  return { probe, kind: /dial tcp|https?:\/\//.test(rest) ? 'other' : 'command', ...withPort };
}
