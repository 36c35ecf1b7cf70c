import { statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pick, type Random, randomInt } from '../../src/base/random.js';
import { clockTime } from './timeline.js';

export const damages = ['cut', 'emptied', 'garbage', 'stray'] as const;
export type Damage = (typeof damages)[number];

const spoil: Readonly<Record<Damage, (current: string, random: Random) => void>> = {
  cut: (current, random) => truncateSync(current, randomInt(random, 1, statSync(current).size)),
  emptied: (current) => truncateSync(current, 0),
  garbage: (current, random) => writeFileSync(current, noise(random, statSync(current).size)),
  stray: (current, random) => writeFileSync(`${current}.new`, noise(random, randomInt(random, 0, 5_000))),
};

/**
 * Spoils the newest checkpoint in a way that must be survived without loss: the one before it is intact. Undefined when
 * it may not be touched: the one before it is older than `safe` (milliseconds since the epoch), the time of the last
 * damage or of the last line that stands in no file any more.
 */
export function damageCheckpoint(state: string, random: Random, safe: number): Damage | undefined {
  const current = join(state, 'checkpoint');
  // Killed between the two renames of a new checkpoint: the newest one is still the temporary file.
  if (modified(current) === 0) return;
  const damage = pick(random, damages);
  if (damage !== 'stray' && !(modified(current) > safe && modified(`${current}.previous`) > safe)) return;
  spoil[damage](current, random);
  return damage;
}

/** When the checkpoints were written, for the timeline. */
export function checkpointTimes(state: string): string {
  const names = ['checkpoint', 'checkpoint.previous', 'checkpoint.new', 'checkpoint.behind'];
  const there = names.filter((name) => modified(join(state, name)) > 0);
  return there.map((name) => `${name} of ${clockTime(modified(join(state, name)))}`).join(', ') || 'none';
}

/** Tells two checkpoints apart; undefined when there is none. */
export function checkpointId(state: string): string | undefined {
  const stats = statSync(join(state, 'checkpoint'), { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? undefined : `${stats.ino} ${stats.mtimeNs}`;
}

function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function noise(random: Random, bytes: number): Buffer {
  return Buffer.from(Array.from({ length: bytes }, () => randomInt(random, 0, 256)));
}
