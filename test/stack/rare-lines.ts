/** Lines of what the simulator does not do, so that no panel is empty. They name no address, for it would be new. */
export function rareLines(time: Date): { readonly vaultAudit: string[]; readonly conjurAudit: string[] } {
  const user = 'demo:user:otto';
  const conjur = (msgid: string, operation: string, subject: Readonly<Record<string, string>>) => ({
    'subject@43868': subject,
    'auth@43868': { user },
    'action@43868': { result: 'success', operation },
    MSGID: msgid,
    MESSAGE: `${user} did something`,
    LEVEL: 'notice',
    ISODATE: time.toISOString(),
  });
  const call = {
    auth: { display_name: 'userpass-otto', entity_created: true, policies: ['default'] },
    request: { id: 'f3', mount_type: 'userpass', operation: 'update', path: 'auth/userpass/login/otto' },
    time: time.toISOString(),
  };
  const version4 = {
    ...{ resource: 'demo:variable:db/password', kind: 'resource', acting_as: user, user },
    ...{ action: 'check', privilege: 'execute', allowed: true, timestamp: time.toISOString() },
  };
  return {
    vaultAudit: ['request', 'response'].map((type) => JSON.stringify({ ...call, type })),
    conjurAudit: [
      conjur('policy', 'add', { role: 'demo:host:shop/new' }),
      conjur('check', 'check', { resource: 'demo:variable:db/password', privilege: 'execute' }),
      conjur('api-key', 'rotate', { role: user }),
      version4,
    ].map((event) => JSON.stringify(event)),
  };
}
