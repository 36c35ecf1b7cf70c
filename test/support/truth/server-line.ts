/** A line of the server log as text, in the form of go-hclog. */
export function serverLine(message: string, module = 'core', level = '[INFO] '): string {
  return `2026-11-21T06:59:03.001Z ${level} ${module}: ${message}`;
}

/** A line of the server log as JSON; `rest` are its arguments. */
export function serverJson(message: string, rest: object = {}, module = 'core', level = 'info'): string {
  const time = '2026-11-21T06:59:03.001000Z';
  return JSON.stringify({
    '@level': level,
    '@message': message,
    '@module': module,
    '@timestamp': time,
    ...rest,
  });
}
