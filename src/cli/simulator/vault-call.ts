/** One simulated call to Vault, from which both lines of the audit log are made. */
export interface VaultCall {
  readonly id: string;
  readonly operation: string;
  readonly path: string;
  readonly mount: VaultMount;
  readonly namespace: VaultNamespace;
  /** Whose token came with the call; undefined for a login. */
  readonly token: VaultToken | undefined;
  readonly address: string;
  readonly port: number;
  readonly data?: object | undefined;
  readonly answer: VaultAnswer;
}

export interface VaultAnswer {
  /** Refused by a policy: both lines carry the error. */
  readonly denied?: boolean;
  /** An error that only the response line carries, such as `invalid credentials`. */
  readonly error?: string | undefined;
  readonly data?: object | undefined;
  /** The token that a login or a token creation made. */
  readonly auth?: VaultToken | undefined;
  readonly lease?: string | undefined;
}

export interface VaultMount {
  /** With the slash at its end: `secret/`. */
  readonly point: string;
  readonly type: string;
  readonly class: 'secret' | 'auth';
  readonly accessor: string;
  readonly version: string;
}

/** The root namespace has no path. */
export interface VaultNamespace {
  readonly id: string;
  readonly path?: string;
}

export interface VaultToken {
  readonly displayName: string;
  /** Keyed hashes, as the audit log shows them. */
  readonly accessor: string;
  readonly clientToken: string;
  readonly entityId: string | undefined;
  readonly metadata: Readonly<Record<string, string>> | undefined;
  readonly policies: readonly string[];
  /** RFC 3339. */
  readonly issued: string;
  /** Seconds; undefined for the root token, which lives for ever. */
  readonly ttl: number | undefined;
}

export const rootNamespace: VaultNamespace = { id: 'root' };
