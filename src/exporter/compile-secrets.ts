import { LogLimit } from '../base/limited-log.js';
import type { SecretsConfig } from '../config/config.js';
import { builtinPatterns } from '../memory/secrets/builtin-patterns.js';
import { SecretFinder } from '../memory/secrets/secret-finder.js';
import { userPattern } from '../memory/secrets/user-pattern.js';
import { PATTERN_LABEL, SecretsMetric } from '../series/secrets-metric.js';
import { instrumentOf, type MemoryParts } from './memory-parts.js';

export function compileSecrets(parts: MemoryParts, config: SecretsConfig): SecretsMetric {
  const { base, clock, logger } = parts;
  const own = config.patterns.map(({ name, regex }) => userPattern(name, regex));
  const patterns = [...builtinPatterns(config.builtin), ...own];
  const values = patterns.map(({ name }) => name);
  const found = instrumentOf(parts, {
    type: 'counter',
    labels: [...base.labels, { name: PATTERN_LABEL, from: 'choice', values }],
    limit: Math.max(1, values.length),
  });
  const finder = new SecretFinder(patterns);
  const limit = new LogLimit(clock);
  return new SecretsMetric({ patterns: values, finder, found, logger, limit }, clock.now());
}
