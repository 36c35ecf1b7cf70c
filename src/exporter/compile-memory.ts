import type { MemoryConfig } from '../config/config.js';
import type { MemoryMetric } from '../series/memory-metric.js';
import { compileDistinct } from './compile-distinct.js';
import { compileDuration } from './compile-duration.js';
import { compileFirstSeen } from './compile-first-seen.js';
import { compileSecrets } from './compile-secrets.js';
import { compileStreak } from './compile-streak.js';
import type { MemoryParts } from './memory-parts.js';

type Compile<K extends MemoryConfig['kind']> = (
  parts: MemoryParts,
  memory: Extract<MemoryConfig, { kind: K }>,
) => MemoryMetric;

/** How each kind of metric that remembers events is made. */
const compilers: { readonly [K in MemoryConfig['kind']]: Compile<K> } = {
  duration: compileDuration,
  streak: compileStreak,
  distinct: compileDistinct,
  first_seen: compileFirstSeen,
  secrets: compileSecrets,
};

/** A metric that remembers events, with its fields as columns and its conditions as numbers. */
export function compileMemory<K extends MemoryConfig['kind']>(
  parts: MemoryParts,
  memory: Extract<MemoryConfig, { kind: K }>,
): MemoryMetric {
  const compile = compilers[memory.kind] as Compile<K>;
  return compile(parts, memory);
}
