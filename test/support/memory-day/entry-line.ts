import { type Call, refusal } from './call.js';

/** What makes the entry of one device differ from that of another. */
export interface EntryParts {
  /** As the entry shows it. */
  readonly time: string;
  /** Keyed hashes differ from device to device. */
  readonly accessor: string;
  /** A text that stands in `request.data`. */
  readonly note?: string | undefined;
}

/** The request entry, in the shape of Vault since 1.17. */
export function requestEntry(call: Call, parts: EntryParts): string {
  const error = call.error === refusal ? `"error":${JSON.stringify(refusal)},` : '';
  return `{"auth":${auth(call, parts)},${error}"request":${request(call, parts)},"time":"${parts.time}","type":"request"}`;
}

/** The response entry. */
export function responseEntry(call: Call, parts: EntryParts): string {
  const error = call.error === undefined ? '' : `"error":${JSON.stringify(call.error)},`;
  const response = `{"mount_type":"${call.mountType}"}`;
  return `{"auth":${auth(call, parts)},${error}"request":${request(call, parts)},"response":${response},"time":"${parts.time}","type":"response"}`;
}

function auth({ user }: Call, { accessor }: EntryParts): string {
  if (user === undefined) return '{"token_type":"default"}';
  return `{"accessor":"hmac-sha256:${accessor}","display_name":"${user}","policies":["default"],"token_type":"service"}`;
}

function request(call: Call, { note }: EntryParts): string {
  const data = note === undefined ? '' : `"data":{"note":${JSON.stringify(note)}},`;
  const id = call.id === undefined ? '' : `"id":${call.id},`;
  return `{${data}${id}"mount_type":"${call.mountType}","namespace":{"id":"root"},"operation":"${call.operation}","path":"${call.path}","remote_address":"${call.address}"}`;
}
