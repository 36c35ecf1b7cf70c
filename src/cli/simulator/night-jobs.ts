import { pick, randomInt } from '../../base/random.js';
import { conjurHosts, rotator, variables } from './conjur-cast.js';
import { ConjurClient } from './conjur-client.js';
import type { Stage } from './stage.js';
import { jobs, services, teams } from './vault-cast.js';
import { VaultClient } from './vault-client.js';
import { demoMounts } from './vault-mount.js';
import { vaultHash } from './vault-token.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What runs at a fixed time (UTC), each time a burst of calls. */
export function populateNightJobs(stage: Stage): void {
  daily(stage, 1, 30, () => takeInventory(stage));
  daily(stage, 2, 15, () => writeReports(stage));
  daily(stage, 3, 30, () => renewCertificates(stage));
  daily(stage, 4, 10, () => rotatePasswords(stage));
  daily(stage, 4, 45, () => rotateBarrierKey(stage));
  everyFrom(stage, 5 * MINUTE, HOUR, () => exportBilling(stage));
}

function daily(stage: Stage, hour: number, minute: number, act: () => void): void {
  everyFrom(stage, hour * HOUR + minute * MINUTE, DAY, act);
}

/** At `offset` of each `period` since the epoch, and a few seconds, as programs start that others have to start. */
function everyFrom(stage: Stage, offset: number, period: number, act: () => void): void {
  const wait = (least: number) => {
    const left = period - ((stage.time - offset) % period);
    stage.agenda.after(left < least ? left + period : left, () => {
      stage.agenda.after(randomInt(stage.random, 0, 8_000), act);
      // It may be a little before the time that was waited for, which is not yet the next one.
      wait(MINUTE);
    });
  };
  wait(0);
}

/** Looks at every entry, not at the secrets themselves. */
function takeInventory(stage: Stage): void {
  const client = new VaultClient(stage, jobs.inventory);
  const steps: (() => void)[] = [() => client.login()];
  for (const team of teams) {
    steps.push(() => client.listSecrets(team));
    for (let item = 0; item < 40; item += 1) {
      const path = `secret/metadata/${team}/item-${item}`;
      steps.push(() => client.call('read', path, demoMounts.kv, { data: { current_version: 3 } }));
    }
  }
  inTurn(stage, 500, [...steps, () => client.revoke()]);
}

function writeReports(stage: Stage): void {
  const client = new VaultClient(stage, jobs.reports);
  const decrypt = () => {
    const answer = { data: { plaintext: vaultHash(stage.random) } };
    client.call('update', 'transit/decrypt/customers', demoMounts.transit, answer, {
      ciphertext: vaultHash(stage.random),
    });
  };
  const steps = [() => client.login(), () => client.readSecret('reports/warehouse')];
  inTurn(stage, 300, [...steps, ...Array.from({ length: 1_500 }, () => decrypt), () => client.revoke()]);
}

function renewCertificates(stage: Stage): void {
  const client = new VaultClient(stage, jobs.certificates);
  const steps: (() => void)[] = [() => client.login()];
  for (const service of services) {
    const data = { common_name: vaultHash(stage.random) };
    const answer = { data: { certificate: vaultHash(stage.random), private_key: vaultHash(stage.random) } };
    const issue = () => client.call('update', `pki/issue/${service}`, demoMounts.pki, answer, data);
    steps.push(issue, issue, issue);
  }
  inTurn(stage, 2_000, [...steps, () => client.revoke()]);
}

/** In Conjur, where the programs fetch them. */
function rotatePasswords(stage: Stage): void {
  const client = new ConjurClient(stage, rotator);
  const steps = [() => client.authenticate(true)];
  for (const { name } of conjurHosts) {
    for (const variable of variables) steps.push(() => client.update(`shop/${name}/${variable}`));
  }
  inTurn(stage, 1_200, steps);
}

/** Vault does this by itself. */
function rotateBarrierKey(stage: Stage): void {
  stage.server('info', 'core: automatic barrier key rotation triggered: reason=time');
  stage.agenda.after(30, () => stage.server('info', 'core: installed new encryption key'));
}

function exportBilling(stage: Stage): void {
  const client = new VaultClient(stage, jobs.billingExport);
  const read = () => client.readSecret(`billing/${pick(stage.random, ['postgres', 'sftp', 'config'])}`);
  inTurn(stage, 900, [
    () => client.login(),
    ...Array.from({ length: 40 }, () => read),
    () => client.revoke(),
  ]);
}

/** One after the other, about `pace` milliseconds apart. */
function inTurn({ agenda, random }: Stage, pace: number, steps: readonly (() => void)[]): void {
  const next = (index: number) => {
    steps[index]?.();
    if (index + 1 < steps.length) agenda.after(pace * (0.5 + random()), () => next(index + 1));
  };
  next(0);
}
