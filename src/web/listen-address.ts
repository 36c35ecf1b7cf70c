/** Where to listen. */
export interface ListenAddress {
  /** Name or address without brackets; undefined means every interface. */
  readonly host: string | undefined;
  /** 0 lets the system choose. */
  readonly port: number;
}

/**
 * Reads `host:port` as Prometheus' exporters take it: `127.0.0.1:10105`, `:10105`, `[::1]:10105`.
 * Undefined for anything else, such as an IPv6 address without brackets.
 */
export function parseListenAddress(text: string): ListenAddress | undefined {
  const match = /^(?:\[([^[\]\s]+)\]|([^[\]:\s/]*)):(\d{1,5})$/.exec(text);
  if (match === null) return undefined;
  const port = Number(match[3]);
  return port > 65535 ? undefined : { host: match[1] ?? (match[2] || undefined), port };
}

/** `host:port` with an IPv6 host in brackets. */
export function formatHostPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
