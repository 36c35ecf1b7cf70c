import type { Scenario } from '../scenario.js';
import { suspects } from '../vault-cast.js';
import { VaultClient } from '../vault-client.js';
import { demoMounts } from '../vault-mount.js';

/**
 * Rupert registers a program of his as a plugin and lifts a rate limit. AuditCriticalEvent (plugin_catalog_changed) and
 * AuditWarningEvent (quota_changed): what has no alert of its own.
 */
export const pluginChange: Scenario = {
  name: 'plugin-change',
  summary: 'a plugin is registered with Vault, and a rate limit lifted',
  run(stage) {
    const rupert = new VaultClient(stage, suspects.rupert);
    rupert.login();
    stage.agenda.after(1_500, () =>
      rupert.call('update', 'sys/plugins/catalog/secret/kv-fast', demoMounts.system, {}),
    );
    stage.agenda.after(3_000, () =>
      rupert.call('delete', 'sys/quotas/rate-limit/everybody', demoMounts.system, {}),
    );
  },
};
