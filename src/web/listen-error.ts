const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'address already in use (EADDRINUSE); stop the other process or choose --web.listen-address',
  EACCES: 'permission denied (EACCES); choose a port above 1023 with --web.listen-address',
  EADDRNOTAVAIL:
    'no interface has this address (EADDRNOTAVAIL); choose one of this machine with --web.listen-address',
  ENOTFOUND: 'host not found (ENOTFOUND); choose an address of this machine with --web.listen-address',
  EAI_AGAIN: 'host not found (EAI_AGAIN); choose an address of this machine with --web.listen-address',
};

/** Why listening failed, in one line a user can act on: `cannot listen on 127.0.0.1:10105: address already…`. */
export function listenError(address: string, cause: NodeJS.ErrnoException): Error {
  const reason = reasons[cause.code ?? ''] ?? `${cause.message}; choose another --web.listen-address`;
  return new Error(`cannot listen on ${address}: ${reason}`, { cause });
}

/** The text is no `host:port` at all. */
export function badListenAddress(address: string): Error {
  return new Error(
    `cannot listen on "${address}": expected host:port such as 127.0.0.1:10105, :10105 or [::1]:10105`,
  );
}
