/** One event of Conjur's audit, from which the line of the appliance's audit.json is made. */
export interface ConjurEvent {
  readonly requestId: string;
  readonly messageId: 'authn' | 'fetch' | 'update' | 'check' | 'policy' | 'api-key' | 'password';
  readonly operation: string;
  readonly success: boolean;
  /** Full id of the role that acts, such as `demo:user:alice`. */
  readonly user: string;
  readonly address: string;
  readonly subject: Readonly<Record<string, string>>;
  readonly authenticator?: { readonly name: string; readonly service: string };
  readonly policy?: { readonly id: string; readonly version: string };
  readonly text: string;
}

/** `time` is milliseconds since the epoch. Key order and types are those of syslog-ng's format-json: all strings. */
export function conjurLine(event: ConjurEvent, time: number): string {
  const { authenticator, policy } = event;
  return JSON.stringify({
    'subject@43868': event.subject,
    'policy@43868': policy === undefined ? undefined : { version: policy.version, id: policy.id },
    'client@43868': { ip: event.address },
    'auth@43868': {
      user: event.user,
      service: authenticator?.service,
      authenticator: authenticator?.name,
    },
    'action@43868': { result: event.success ? 'success' : 'failure', operation: event.operation },
    PROGRAM: 'conjur',
    PID: event.requestId,
    MSGID: event.messageId,
    MESSAGE: event.text,
    LEVEL: levelOf(event),
    ISODATE: `${new Date(Math.floor(time)).toISOString().slice(0, -1)}+00:00`,
    FACILITY: 'authpriv',
  });
}

/** Policy events are notices whatever their result; a failure elsewhere is a warning. */
function levelOf(event: ConjurEvent): string {
  if (event.messageId === 'policy') return 'notice';
  return event.success ? 'info' : 'warning';
}
