import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboard } from '../dashboard.js';
import { variables } from '../variables.js';
import { conjurAccess } from './access.js';
import { conjurAuthentication } from './authentication.js';
import { conjurEvents } from './events.js';
import { conjurGlance } from './glance.js';
import { conjurPolicy } from './policy.js';

export function conjur(): Dashboard {
  return dashboard({
    uid: 'auditlog-conjur',
    title: 'Audit: Conjur',
    description:
      'CyberArk Conjur: logins and unknown names, hosts that ask for what they may not have, secrets, policy and keys.',
    variables: variables('conjur'),
    sections: [conjurGlance(), conjurEvents(), conjurAuthentication(), conjurAccess(), conjurPolicy()],
  });
}
