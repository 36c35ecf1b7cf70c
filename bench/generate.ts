// Makes one of the logs of the bench by itself: node build/bench/generate.js vault-audit|server-log FILE [SIZE] [SEED]
import { parseBytes } from '../src/base/bytes.js';
import { generateServerLog } from './generate-server-log.js';
import { generateVaultAudit } from './generate-vault-audit.js';

const [kind, path, sizeText = '256MiB', seedText = '1'] = process.argv.slice(2);
const size = parseBytes(sizeText);
const generators = { 'vault-audit': generateVaultAudit, 'server-log': generateServerLog };

if (path === undefined || size === undefined || (kind !== 'vault-audit' && kind !== 'server-log')) {
  process.stderr.write('usage: node build/bench/generate.js vault-audit|server-log FILE [SIZE] [SEED]\n');
  process.exitCode = 2;
} else {
  const { bytes, lines } = generators[kind](path, { size, seed: Number(seedText) });
  process.stdout.write(`${path}: ${lines} lines, ${bytes} bytes; truth in ${path}.truth.json\n`);
}
