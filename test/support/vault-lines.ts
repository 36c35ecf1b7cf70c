/** Vault audit lines for tests: the shape of Vault 1.17 and later (keys in alphabetical order). */
export interface Call {
  readonly user?: string;
  readonly operation?: string;
  readonly path?: string;
  readonly error?: string;
  readonly id?: string;
  readonly time?: string;
  readonly namespace?: string;
  readonly policies?: readonly string[];
  readonly mountType?: string;
}

function entry(type: 'request' | 'response', call: Call): object {
  const namespace = call.namespace === undefined ? { id: 'root' } : { id: 'n5s', path: call.namespace };
  return {
    auth: {
      client_token: 'hmac-sha256:00',
      display_name: call.user ?? 'userpass-alice',
      policies: call.policies ?? ['default'],
      token_type: 'service',
    },
    ...(call.error === undefined ? {} : { error: call.error }),
    request: {
      id: call.id ?? '11111111-2222-4333-8444-555555555555',
      mount_point: 'secret/',
      mount_type: call.mountType ?? 'kv',
      namespace,
      operation: call.operation ?? 'read',
      path: call.path ?? 'secret/data/app/db',
      remote_address: '10.1.2.3',
    },
    ...(type === 'response' ? { response: { mount_type: call.mountType ?? 'kv' } } : {}),
    time: call.time ?? '2026-11-21T06:10:01.123456789Z',
    type,
  };
}

/** The two lines of one call, each with its line end. */
export function vaultCall(call: Call = {}): string {
  return `${JSON.stringify(entry('request', call))}\n${JSON.stringify(entry('response', call))}\n`;
}

export const denied = '1 error occurred:\n\t* permission denied\n\n';
