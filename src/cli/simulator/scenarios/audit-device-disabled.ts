import { randomHex } from '../../../base/random.js';
import type { Scenario } from '../scenario.js';
import { suspects } from '../vault-cast.js';
import { VaultClient } from '../vault-client.js';
import { demoMounts } from '../vault-mount.js';

/** Walter turns off an audit device (not the one that is followed). AuditVaultAuditDeviceDisabled, of both logs. */
export const auditDeviceDisabled: Scenario = {
  name: 'audit-device-disabled',
  summary: 'an audit device of Vault is turned off',
  run(stage) {
    const walter = new VaultClient(stage, suspects.walter);
    // Another one each time: nobody turns it on again.
    const device = `syslog-${randomHex(stage.random, 4)}`;
    walter.login();
    stage.agenda.after(2_000, () => {
      walter.call('delete', `sys/audit/${device}`, demoMounts.system, {});
      stage.server('info', `core: disabled audit backend: path=${device}/`);
    });
  },
};
