export type Source = 'vault' | 'vault-server' | 'conjur';

export interface ExpectedAlerts {
  /** Every alert that fires, with the sources of which it does. */
  readonly fires: Readonly<Record<string, readonly Source[]>>;
  /** Those among them that Alertmanager holds back, because another one explains them. */
  readonly explained?: readonly string[];
  /** When the last line that counts is written, milliseconds from the start; by default the last one at all. */
  readonly decisive?: number;
}

const vault = ['vault'] as const;
const server = ['vault-server'] as const;
const conjur = ['conjur'] as const;
const vaultTwice = ['vault', 'vault-server'] as const;
const both = ['conjur', 'vault'] as const;

/** What each scenario of the simulator raises, by its name; nothing else may fire. */
export const expectedAlerts: Readonly<Record<string, ExpectedAlerts>> = {
  'brute-force': { fires: { AuditLoginFailureSpike: both } },
  // Vault denies much more often than Conjur.
  'denied-streak': {
    fires: { AuditDeniedStreak: both, AuditUserDenied: vault },
    explained: ['AuditDeniedStreak vault'],
  },
  'new-address': { fires: { AuditNewAddress: both } },
  'leaked-credential': { fires: { AuditPlaintextSecret: both } },
  'secret-dump': { fires: { AuditSecretDump: both } },
  'root-token': {
    fires: {
      // Nobody was root before.
      AuditNewAddress: vault,
      AuditVaultRootTokenGenerated: vaultTwice,
      AuditVaultRootTokenGenerationStarted: vaultTwice,
      AuditVaultRootTokenUsed: vault,
    },
    explained: [
      'AuditVaultRootTokenGenerationStarted vault',
      'AuditVaultRootTokenGenerationStarted vault-server',
    ],
  },
  'audit-device-disabled': { fires: { AuditVaultAuditDeviceDisabled: vaultTwice } },
  'policy-change': {
    fires: {
      AuditVaultAuditDeviceChanged: vaultTwice,
      AuditVaultAuthOrMountChanged: vaultTwice,
      AuditVaultPolicyChanged: vault,
    },
  },
  'conjur-takeover': {
    fires: {
      AuditConjurAdminLogin: conjur,
      AuditConjurApiKeyRotatedForOther: conjur,
      AuditConjurAuthenticatorChanged: conjur,
    },
  },
  'conjur-unknown-names': { fires: { AuditConjurUnknownIdentities: conjur } },
  'host-denied': { fires: { AuditConjurHostDenied: conjur } },
  rekey: { fires: { AuditVaultRekey: vaultTwice } },
  'long-lived-token': { fires: { AuditVaultLongLivedToken: vault, AuditVaultOrphanToken: vault } },
  'storage-access': { fires: { AuditVaultSnapshotTaken: vault, AuditVaultStorageAccessed: vault } },
  'plugin-change': { fires: { AuditCriticalEvent: vault, AuditWarningEvent: vault } },
  'revoked-token': { fires: { AuditDeniedSpike: vault } },
  'audit-failure': { fires: { AuditVaultAuditFailure: server } },
  'leader-flapping': { fires: { AuditVaultLeadershipFlapping: server } },
  // Unsealed again three quarters of a minute later.
  seal: {
    fires: { AuditVaultSealRequested: vault, AuditVaultSealed: server },
    explained: ['AuditVaultSealRequested vault'],
    decisive: 1_100,
  },
};

/** What the exporter says of itself where its logs are in a bad state (troubled-host.ts). */
export const expectedOfTrouble: ExpectedAlerts = {
  fires: {
    AuditLinesInvalid: conjur,
    AuditLinesTooLong: conjur,
    AuditLogGap: server,
    AuditSeriesOverflow: vault,
  },
};

/** `ALERT SOURCE` of everything that a scenario raises, sorted. */
export function namesOf({ fires }: ExpectedAlerts): string[] {
  return Object.entries(fires)
    .flatMap(([alert, sources]) => sources.map((source) => `${alert} ${source}`))
    .sort();
}
