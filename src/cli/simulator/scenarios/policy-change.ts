import { randomHex } from '../../../base/random.js';
import type { Scenario } from '../scenario.js';
import { suspects } from '../vault-cast.js';
import { VaultClient } from '../vault-client.js';
import { demoMounts } from '../vault-mount.js';

/**
 * Sybil makes way for later: a wider policy, an auth method of her own, an audit device nobody asked for.
 * AuditVaultPolicyChanged, AuditVaultAuthOrMountChanged, AuditVaultAuditDeviceChanged.
 */
export const policyChange: Scenario = {
  name: 'policy-change',
  summary: 'policies, auth methods, mounts and audit devices of Vault are changed',
  run(stage) {
    const { agenda, random } = stage;
    const sybil = new VaultClient(stage, suspects.sybil);
    const name = `tmp-${randomHex(random, 4)}`;
    const change = (operation: string, path: string) => sybil.call(operation, path, demoMounts.system, {});
    sybil.login();
    agenda.after(1_000, () => change('update', 'sys/policies/acl/default'));
    agenda.after(3_000, () => {
      change('update', `sys/auth/${name}`);
      stage.server('info', `core: enabled credential backend: path=${name}/ type=userpass version=""`);
    });
    agenda.after(5_000, () => {
      change('update', `sys/mounts/${name}`);
      stage.server('info', `core: successful mount: namespace="" path=${name}/ type=kv version=""`);
    });
    agenda.after(7_000, () => {
      change('update', `sys/audit/${name}`);
      stage.server('info', `core: enabled audit backend: path=${name}/ type=socket`);
    });
    agenda.after(9_000, () => change('delete', `sys/policies/acl/${name}`));
  },
};
