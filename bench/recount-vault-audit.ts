import { Tally } from './tally.js';

/** The slow way to the truth of an audit log: JSON.parse of every line. For the tests of the generator. */
export function recountVaultAudit(text: string): Tally {
  const tally = new Tally();
  for (const line of text.trimEnd().split('\n')) {
    const { auth, error, request, response, type } = JSON.parse(line);
    if (auth.token_ttl !== undefined) {
      tally.add('token_ttl', 'count');
      tally.add('token_ttl', 'sum', auth.token_ttl);
    }
    if (type !== 'response') continue;
    const outcome =
      error === undefined ? 'success' : error.includes('permission denied') ? 'denied' : 'failed';
    tally.add('outcome', outcome);
    tally.add('calls', `${request.operation} ${request.mount_type} ${outcome}`);
    if (outcome === 'denied') tally.add('denied', `${auth.display_name} ${request.operation}`);
    if (/^auth\/[^/]+\/login\//.test(request.path)) {
      tally.add('logins', response.auth === undefined ? 'failed' : 'success');
    }
    if (auth.policies?.includes('root')) tally.add('security', 'root_token_used');
    if (request.path.startsWith('sys/policies/acl/')) tally.add('security', 'policy_changed');
    if (request.path.startsWith('sys/audit/')) {
      tally.add('security', `audit_device_${request.operation === 'delete' ? 'disabled' : 'enabled'}`);
    }
  }
  return tally;
}
