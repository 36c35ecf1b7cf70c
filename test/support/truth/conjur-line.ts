/** A line of the appliance's audit.json. */
export function applianceLine(operation: string, result: string | undefined, rest: object): string {
  return JSON.stringify({
    'action@43868': { result, operation },
    'auth@43868': { user: 'acme:user:zoe', authenticator: 'authn' },
    'subject@43868': { role: 'acme:user:zoe' },
    PROGRAM: 'conjur',
    PID: '9a1e0001-55aa-4bbb-8ccc-1234567890ab',
    MSGID: 'authn',
    MESSAGE: 'acme:user:zoe did it',
    LEVEL: 'info',
    ISODATE: '2026-11-21T07:01:05.250+00:00',
    ...rest,
  });
}

/** A line of the open source container. */
export function openSourceLine(message: string, level = ' INFO'): string {
  return `${level} 2026/11/21 07:01:05 +0000 [pid=12] [origin=10.2.0.8] [request_id=9a1e] [tid=88] ${message}`;
}
