import { writeFileSync } from 'node:fs';
import { type Random, seededRandom } from '../src/base/random.js';
import type { VaultCall } from '../src/cli/simulator/vault-call.js';
import { vaultRequestLine, vaultResponseLine } from '../src/cli/simulator/vault-entry.js';
import { LineFile } from './line-file.js';
import type { GenerateOptions, Truth } from './truth.js';
import { VaultAuditTally } from './vault-audit-tally.js';
import { VaultCalls } from './vault-calls.js';
import { vaultPopulation } from './vault-population.js';

const start = Date.parse('2026-11-01T00:00:00Z');
const meanGap = 3.7;
const quickest = 0.2;
const meanDuration = 6;

/**
 * Writes a Vault audit log of at least `size` bytes to `path`, and what stands in it to `path.truth.json`.
 * Responses come when they are due, so that pairs interleave as those of a real Vault do.
 */
export function generateVaultAudit(path: string, options: GenerateOptions): Truth {
  const random = seededRandom(options.seed);
  const calls = new VaultCalls(random, vaultPopulation(random));
  const log = new AuditLog(path);
  let time = start;
  while (log.file.bytes < options.size) {
    time += exponential(random, meanGap);
    log.answerUntil(time);
    log.ask(calls.next(), time, time + quickest + exponential(random, meanDuration));
  }
  log.answerUntil(Number.POSITIVE_INFINITY);
  log.file.close();
  const truth = { bytes: log.file.bytes, lines: log.file.lines, tally: log.counted.tally };
  writeFileSync(`${path}.truth.json`, `${JSON.stringify(truth, null, 1)}\n`);
  return truth;
}

class AuditLog {
  readonly file: LineFile;
  readonly counted = new VaultAuditTally();
  /** By due time. */
  readonly #open: { readonly call: VaultCall; readonly due: number }[] = [];

  constructor(path: string) {
    this.file = new LineFile(path);
  }

  ask(call: VaultCall, time: number, due: number): void {
    this.file.write(vaultRequestLine(call, time));
    this.counted.request(call);
    let place = this.#open.length;
    while (place > 0 && this.#open[place - 1]!.due > due) place -= 1;
    this.#open.splice(place, 0, { call, due });
  }

  answerUntil(time: number): void {
    while (this.#open.length > 0 && this.#open[0]!.due <= time) {
      const { call, due } = this.#open.shift()!;
      this.file.write(vaultResponseLine(call, due));
      this.counted.response(call);
    }
  }
}

function exponential(random: Random, mean: number): number {
  return -Math.log(1 - random()) * mean;
}
