import type { Scenario } from '../scenario.js';
import { suspects } from '../vault-cast.js';
import { VaultClient } from '../vault-client.js';
import { demoMounts } from '../vault-mount.js';
import { vaultHash } from '../vault-token.js';

/** Craig reads the storage past all policies and takes a copy. AuditVaultStorageAccessed, AuditVaultSnapshotTaken (info). */
export const storageAccess: Scenario = {
  name: 'storage-access',
  summary: 'raw storage of Vault is read, and a snapshot of it taken',
  run(stage) {
    const craig = new VaultClient(stage, suspects.craig);
    const value = () => ({ data: { value: vaultHash(stage.random) } });
    craig.login();
    for (const [index, entry] of ['core/mounts', 'core/auth', 'core/keyring'].entries()) {
      stage.agenda.after(1_000 + index * 700, () =>
        craig.call('read', `sys/raw/${entry}`, demoMounts.system, value()),
      );
    }
    stage.agenda.after(4_000, () => craig.call('read', 'sys/storage/raft/snapshot', demoMounts.system, {}));
  },
};
