const bare = /^[^\s"=\\]+$/;

/**
 * One object as a logfmt line: `ts=… level=… msg="…" key=value`. A value with blanks, quotes, `=` or control
 * characters is quoted as JSON does it, so one message is always one line.
 */
export function toLogfmt(record: Record<string, unknown>): string {
  const { ts, level, msg, ...fields } = record;
  return Object.entries({ ts, level, msg, ...fields })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${toValue(value)}`)
    .join(' ');
}

function toValue(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return bare.test(text) ? text : JSON.stringify(text);
}
