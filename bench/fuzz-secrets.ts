// Random, base64 and source text through the finder of credentials: node build/bench/fuzz-secrets.js [SIZE] [SEED].
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseBytes } from '../src/base/bytes.js';
import { packageRoot } from '../src/config/package-root.js';
import { builtinPatterns } from '../src/memory/secrets/builtin-patterns.js';
import { SecretFinder } from '../src/memory/secrets/secret-finder.js';
import { countedBytes } from '../test/support/counted-bytes.js';
import { hostileTexts } from '../test/support/hostile-texts.js';

const CHUNK = 1 << 18;
/** Reads for each byte that hostile text may cost, beside the one pass of the filter. */
const MOST_READS = 32;

const patterns = builtinPatterns();
const finder = new SecretFinder(patterns);

interface Outcome {
  readonly text: string;
  readonly bytes: number;
  readonly readsPerByte: number;
  readonly megabytesPerSecond: number;
  readonly found: Readonly<Record<string, number>>;
}

function run(text: string, chunks: Iterable<Buffer>): Outcome {
  let [bytes, reads, cpu] = [0, 0, 0];
  const found: Record<string, number> = {};
  for (const chunk of chunks) {
    const counted = countedBytes(chunk);
    finder.find(counted.bytes, 0, chunk.length, (pattern) => {
      const { name } = patterns[pattern]!;
      found[name] = (found[name] ?? 0) + 1;
    });
    const before = process.cpuUsage().user;
    finder.find(chunk, 0, chunk.length, () => {});
    cpu += process.cpuUsage().user - before;
    reads += counted.reads;
    bytes += chunk.length;
  }
  return { text, bytes, readsPerByte: reads / bytes, megabytesPerSecond: bytes / cpu, found };
}

function* repeated(size: number, make: () => Buffer): Generator<Buffer> {
  for (let made = 0; made < size; made += CHUNK) yield make();
}

/** Lines of a kibibyte. */
function lines(text: string): Buffer {
  return Buffer.from(text.slice(0, CHUNK).replace(/.{1023}/g, '$&\n'));
}

/** Everything that is text in node_modules and src, over and over. */
function* sourceText(size: number): Generator<Buffer> {
  for (let made = 0; ; ) {
    for (const folder of ['src', 'node_modules']) {
      for (const name of readdirSync(join(packageRoot(), folder), { recursive: true, encoding: 'utf8' })) {
        if (!/\.(?:[cm]?[jt]s|json|md)$/.test(name)) continue;
        const bytes = read(join(packageRoot(), folder, name));
        for (let at = 0; at < bytes.length; at += CHUNK) {
          if (made >= size) return;
          const chunk = bytes.subarray(at, at + CHUNK);
          made += chunk.length;
          yield chunk;
        }
      }
    }
  }
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}

function show({ text, bytes, readsPerByte, megabytesPerSecond, found }: Outcome): void {
  const numbers = `${(bytes / 1e6).toFixed(0)} MB, ${readsPerByte.toFixed(3)} reads/byte`;
  process.stdout.write(
    `${text}: ${numbers}, ${megabytesPerSecond.toFixed(0)} MB/s, ${JSON.stringify(found)}\n`,
  );
}

const size = parseBytes(process.argv[2] ?? '100MB') ?? 100_000_000;
const outcomes = [
  run(
    'random bytes',
    repeated(size, () => randomBytes(CHUNK)),
  ),
  run(
    'base64',
    repeated(size, () => lines(randomBytes(CHUNK).toString('base64'))),
  ),
  run(
    'base64url',
    repeated(size, () => lines(randomBytes(CHUNK).toString('base64url'))),
  ),
  run(
    'hex',
    repeated(size, () => lines(randomBytes(CHUNK).toString('hex'))),
  ),
  run('source text', sourceText(size)),
];
for (const outcome of outcomes) show(outcome);

let worst = run('', [Buffer.alloc(1)]);
for (const length of [1 << 14, 1 << 17, 1 << 20]) {
  const all = [...hostileTexts(length)].map(([text, bytes]) => run(text, [bytes]));
  worst = all.reduce((one, other) => (other.readsPerByte > one.readsPerByte ? other : one));
  process.stdout.write(`worst of ${all.length} hostile texts of ${length} bytes: `);
  show(worst);
}
process.exitCode = [...outcomes, worst].every(({ readsPerByte }) => readsPerByte <= MOST_READS) ? 0 : 1;
