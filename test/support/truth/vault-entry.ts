type Part = Readonly<Record<string, unknown>>;

/** Parts of an entry that differ from the usual ones; `undefined` takes a part away. */
export interface EntryParts {
  readonly auth?: Part | undefined;
  readonly request?: Part;
  readonly response?: Part;
  readonly error?: string;
}

const time = '2026-11-21T06:10:01.123456789Z';

/** One line of an audit device, in the form of Vault 1.17 and later. */
export function requestLine(parts: EntryParts = {}): string {
  return JSON.stringify({ ...common(parts), time, type: 'request' });
}

export function responseLine(parts: EntryParts = {}): string {
  const response = { mount_type: 'kv', ...parts.response };
  return JSON.stringify({ ...common(parts), response, time, type: 'response' });
}

/** Both lines of a call. `error` is on the response only unless Vault refused the request itself. */
export function callLines(parts: EntryParts = {}): string[] {
  const { error, ...fine } = parts;
  const early = error?.includes('permission denied') === true;
  return [requestLine(early ? parts : fine), responseLine(parts)];
}

function common({ auth, error, request }: EntryParts): Part {
  const usual = {
    client_token: 'hmac-sha256:0f0f',
    accessor: 'hmac-sha256:a0a0',
    display_name: 'userpass-alice',
    policies: ['app', 'default'],
    policy_results: { allowed: error === undefined },
    token_type: 'service',
  };
  return {
    auth: auth === undefined ? usual : { ...usual, ...auth },
    error,
    request: {
      id: '6f1b4f5e-8a0b-4f53-9c3c-0d9a6f2f7a11',
      client_token: 'hmac-sha256:0f0f',
      mount_point: 'secret/',
      mount_type: 'kv',
      namespace: { id: 'root' },
      operation: 'read',
      path: 'secret/data/app/db',
      remote_address: '10.1.2.3',
      remote_port: 41204,
      ...request,
    },
  };
}

/** A call of a path of the system backend, without its usual mount. */
export function systemCall(operation: string, path: string, parts: EntryParts = {}): string[] {
  const request = { operation, path, mount_type: 'system', mount_point: 'sys/', ...parts.request };
  return callLines({ ...parts, request });
}

/** What Vault writes when a policy refuses: a list of one error, as go-multierror prints it. */
export const permissionDenied = '1 error occurred:\n\t* permission denied\n\n';
