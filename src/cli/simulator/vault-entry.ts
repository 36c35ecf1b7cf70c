import type { VaultCall, VaultMount, VaultToken } from './vault-call.js';

// What Vault writes for a refusal by policy: a Go multierror with its newlines and its tab.
const permissionDenied = '1 error occurred:\n\t* permission denied\n\n';

/**
 * The request line of a call, as Vault since 1.17 writes it: keys in alphabetical order, absent fields left out.
 * `time` is milliseconds since the epoch, with a fraction.
 */
export function vaultRequestLine(call: VaultCall, time: number): string {
  return JSON.stringify({
    auth: callerAuth(call),
    error: call.answer.denied ? permissionDenied : undefined,
    request: requestPart(call),
    time: rfc3339Nano(time),
    type: 'request',
  });
}

/** The response line of a call. */
export function vaultResponseLine(call: VaultCall, time: number): string {
  const { answer } = call;
  // A login has no token of its own: Vault shows the new one in its place.
  const madeByLogin = call.token === undefined && answer.auth !== undefined;
  return JSON.stringify({
    auth: madeByLogin ? tokenAuth(answer.auth, true) : callerAuth(call),
    error: answer.denied ? permissionDenied : answer.error,
    request: requestPart(call),
    response: responsePart(call),
    time: rfc3339Nano(time),
    type: 'response',
  });
}

/** `2026-11-21T06:10:01.123456000Z`: Go's RFC3339Nano, always with nine digits. */
export function rfc3339Nano(time: number): string {
  const whole = Math.floor(time);
  const nanos = Math.floor((time - whole) * 1e6);
  return `${new Date(whole).toISOString().slice(0, -1)}${String(nanos).padStart(6, '0')}Z`;
}

/** `2026-11-21T06:10:01Z`. */
export function rfc3339(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

function callerAuth(call: VaultCall): object {
  if (call.token === undefined) return { policy_results: { allowed: true }, token_type: 'default' };
  return tokenAuth(call.token, call.answer.denied !== true);
}

function tokenAuth(token: VaultToken, allowed: boolean): object {
  const granting = token.policies[token.policies.length - 1];
  return {
    accessor: token.accessor,
    client_token: token.clientToken,
    display_name: token.displayName,
    entity_id: token.entityId,
    metadata: token.metadata,
    policies: token.policies,
    policy_results: allowed
      ? { allowed, granting_policies: [{ name: granting, namespace_id: 'root', type: 'acl' }] }
      : { allowed },
    token_policies: token.policies,
    token_issue_time: token.issued,
    token_ttl: token.ttl,
    token_type: 'service',
  };
}

function requestPart(call: VaultCall): object {
  const { mount, token } = call;
  return {
    client_id: token?.entityId,
    client_token: token?.clientToken,
    client_token_accessor: token?.accessor,
    data: call.data,
    headers: { 'user-agent': ['Go-http-client/1.1'] },
    id: call.id,
    mount_accessor: mount.accessor,
    mount_class: mount.class,
    mount_point: mount.point,
    mount_running_version: mount.version,
    mount_type: mount.type,
    namespace: call.namespace,
    operation: call.operation,
    path: call.path,
    remote_address: call.address,
    remote_port: call.port,
  };
}

function responsePart(call: VaultCall): object {
  const { answer, mount } = call;
  return {
    auth: answer.auth === undefined ? undefined : newTokenAuth(answer.auth),
    data: answer.data,
    ...mountPart(mount),
    secret: answer.lease === undefined ? undefined : { lease_id: answer.lease },
  };
}

function mountPart(mount: VaultMount): object {
  return {
    mount_accessor: mount.accessor,
    mount_class: mount.class,
    mount_point: mount.point,
    mount_running_plugin_version: mount.version,
    mount_type: mount.type,
  };
}

function newTokenAuth(token: VaultToken): object {
  return {
    accessor: token.accessor,
    client_token: token.clientToken,
    display_name: token.displayName,
    entity_id: token.entityId,
    metadata: token.metadata,
    policies: token.policies,
    token_policies: token.policies,
    token_ttl: token.ttl,
    token_type: 'service',
  };
}
