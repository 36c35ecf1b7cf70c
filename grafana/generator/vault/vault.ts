import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboard } from '../dashboard.js';
import { variables } from '../variables.js';
import { vaultAccess } from './access.js';
import { vaultCalls } from './calls.js';
import { vaultChanges } from './changes.js';
import { vaultEvents } from './events.js';
import { vaultGlance } from './glance.js';
import { vaultServer } from './server.js';
import { vaultTokens } from './tokens.js';

export function vault(): Dashboard {
  return dashboard({
    uid: 'auditlog-vault',
    title: 'Audit: Vault',
    description:
      'HashiCorp Vault and OpenBao: root tokens, seal and audit devices, calls and their times, who is denied, logins and tokens, changes, the server log.',
    variables: variables('vault'),
    sections: [
      vaultGlance(),
      vaultEvents(),
      vaultCalls(),
      vaultAccess(),
      vaultTokens(),
      vaultChanges(),
      vaultServer(),
    ],
  });
}
