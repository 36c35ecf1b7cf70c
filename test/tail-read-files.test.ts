import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type ReadFilesOptions, readFiles } from '../src/tail/read-files.js';
import { requireTool } from './support/debian.js';
import { tailWorld, type World } from './tail-harness.js';

function read(
  { heard, path }: World,
  names: string[],
  options: Partial<ReadFilesOptions> = {},
): Promise<void> {
  const { sink, telemetry } = heard;
  const paths = names.map((name) => (name === '-' ? name : path(name)));
  return readFiles({ source: 'vault', paths, maxLineBytes: 1_000, sink, telemetry, ...options });
}

test('each file once, in order, last lines without an end included; gzip and standard input too', async (t) => {
  const world = await tailWorld(t);
  writeFileSync(world.path('a'), 'a1\na2');
  // Two members, as `cat one.gz two.gz` makes them.
  writeFileSync(world.path('b.gz'), Buffer.concat([gzipSync('b1\nb'), gzipSync('2\nb3')]));
  writeFileSync(world.path('empty'), '');
  const progress: number[][] = [];
  await read(world, ['a', 'b.gz', 'empty', '-', 'a'], {
    stdin: Readable.from([Buffer.from('s1\ns'), Buffer.from('2')]),
    onProgress: (done, total) => progress.push([done, total]),
  });
  assert.deepEqual(world.heard.take(), ['a1', 'a2', 'b1', 'b2', 'b3', 's1', 's2', 'a1', 'a2']);
  assert.equal(progress.at(-1)![0], progress.at(-1)![1]);
});

test('a big file, plain and compressed: the same lines', async (t) => {
  const world = await tailWorld(t);
  const text = Array.from({ length: 50_000 }, (_, index) => `${index} ${'x'.repeat(index % 50)}`).join('\n');
  writeFileSync(world.path('plain'), text);
  writeFileSync(world.path('packed.gz'), gzipSync(text));
  await read(world, ['plain']);
  assert.ok(world.heard.take().join('\n') === text);
  await read(world, ['packed.gz']);
  assert.ok(world.heard.take().join('\n') === text);
});

test('zstd, with any Node.js: every frame; a torn file is said', async (t) => {
  if (!requireTool(t, 'zstd', 'zstd')) return;
  const world = await tailWorld(t);
  const zstd = (input: string) => spawnSync('zstd', ['-c'], { input, maxBuffer: 1e9 }).stdout;
  const text = Array.from({ length: 50_000 }, (_, index) => `${index} ${'x'.repeat(index % 50)}\n`).join('');
  // Two frames, as `cat one.zst two.zst` makes them.
  const packed = Buffer.concat([zstd(text), zstd('last\n')]);
  writeFileSync(world.path('two.zst'), packed);
  const progress: number[] = [];
  await read(world, ['two.zst'], { onProgress: (done) => progress.push(done) });
  assert.ok(`${world.heard.take().join('\n')}\n` === `${text}last\n`);
  assert.equal(progress.at(-1), packed.length);
  writeFileSync(world.path('torn.zst'), packed.subarray(0, packed.length / 2));
  await assert.rejects(read(world, ['torn.zst']), {
    message: /^cannot read .*torn\.zst: .*; check the file$/,
  });
});

test('what cannot be read is said with path and reason, before anything is read', async (t) => {
  const world = await tailWorld(t);
  mkdirSync(world.path('directory'));
  writeFileSync(world.path('a'), 'a1\n');
  writeFileSync(world.path('bad.gz'), 'not gzip');
  writeFileSync(world.path('torn.gz'), gzipSync('t1\nt2\n'.repeat(1_000)).subarray(0, -10));
  await assert.rejects(read(world, ['a', 'none']), {
    message: /^cannot read .*none: no such file \(ENOENT\)/,
  });
  await assert.rejects(read(world, ['a', 'directory']), {
    message: /^cannot read .*directory: it is a directory/,
  });
  assert.deepEqual(world.heard.take(), []);
  await assert.rejects(read(world, ['bad.gz']), {
    message: /^cannot read .*bad\.gz: incorrect header check/,
  });
  await assert.rejects(read(world, ['torn.gz']), {
    message: /^cannot read .*torn\.gz: unexpected end of file/,
  });
});

test('an error of the sink stays what it is', async (t) => {
  const world = await tailWorld(t);
  writeFileSync(world.path('a'), 'a1\n');
  const fault = new Error('fault of the sink');
  const sink = () => {
    throw fault;
  };
  await assert.rejects(read(world, ['a'], { sink }), fault);
});
