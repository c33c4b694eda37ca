/** A host, and the port and scheme where they are said. */
export interface HostAddress {
  readonly host: string;
  readonly port: number | undefined;
  readonly scheme?: 'http' | 'https';
}

const HOST = /^[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?\.?$/;
const IP6 = /^[0-9A-Fa-f:.]{2,45}$/;

/** Reads `host`, `host:port`, `[address]:port` or a URL. Credentials, path and query are left out. Undefined for anything else: cluster text is not to be trusted. */
export function parseAddress(text: string): HostAddress | undefined {
  const [, scheme, rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/i.exec(text.trim()) ?? [];
  const authority = rest.split(/[/?#]/, 1)[0]?.split('@').at(-1) ?? '';
  const [, bracketed, plain, portText] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(authority) ?? [];
  const host = bracketed ?? plain ?? (IP6.test(authority) ? authority : undefined);
  if (host === undefined || !(bracketed !== undefined || host.includes(':') ? IP6 : HOST).test(host)) return undefined;
  const port = portNumber(portText);
  if (portText !== undefined && port === undefined) return undefined;
  const known = scheme?.toLowerCase();
  return { host: host.toLowerCase(), port, ...(known === 'http' || known === 'https' ? { scheme: known } : {}) };
}

/** A port's number, from 1 to 65535. */
export function portNumber(text: string | undefined): number | undefined {
  const port = text !== undefined && /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}
