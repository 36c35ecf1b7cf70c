import type { Scenario } from './scenario.js';
import { auditDeviceDisabled } from './scenarios/audit-device-disabled.js';
import { auditFailure } from './scenarios/audit-failure.js';
import { bruteForce } from './scenarios/brute-force.js';
import { conjurTakeover } from './scenarios/conjur-takeover.js';
import { conjurUnknownNames } from './scenarios/conjur-unknown-names.js';
import { deniedStreak } from './scenarios/denied-streak.js';
import { hostDenied } from './scenarios/host-denied.js';
import { leaderFlapping } from './scenarios/leader-flapping.js';
import { leakedCredential } from './scenarios/leaked-credential.js';
import { longLivedToken } from './scenarios/long-lived-token.js';
import { newAddress } from './scenarios/new-address.js';
import { pluginChange } from './scenarios/plugin-change.js';
import { policyChange } from './scenarios/policy-change.js';
import { rekey } from './scenarios/rekey.js';
import { revokedToken } from './scenarios/revoked-token.js';
import { rootToken } from './scenarios/root-token.js';
import { seal } from './scenarios/seal.js';
import { secretDump } from './scenarios/secret-dump.js';
import { storageAccess } from './scenarios/storage-access.js';

export type { Scenario } from './scenario.js';

/** Every scenario, in the order in which they are played; each has actors of its own. */
export const scenarios: readonly Scenario[] = [
  bruteForce,
  deniedStreak,
  newAddress,
  leakedCredential,
  secretDump,
  rootToken,
  auditDeviceDisabled,
  policyChange,
  revokedToken,
  leaderFlapping,
  rekey,
  longLivedToken,
  storageAccess,
  pluginChange,
  auditFailure,
  conjurTakeover,
  conjurUnknownNames,
  hostDenied,
  // The last one: until Vault is unsealed no other begins.
  seal,
];
