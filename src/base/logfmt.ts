const bare = /^[^\s\p{Cc}"=\\]+$/u;

/** What JSON leaves as it is and a terminal or a viewer takes for a line end or a command. */
const unsafe = /[\x7f-\x9f\u2028\u2029]/g;

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
  if (bare.test(text)) return text;
  return JSON.stringify(text).replace(
    unsafe,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
